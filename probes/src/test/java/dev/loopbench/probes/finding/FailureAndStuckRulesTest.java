package dev.loopbench.probes.finding;

import static dev.loopbench.probes.finding.HostRulesTest.calm;
import static dev.loopbench.probes.finding.HostRulesTest.named;
import static dev.loopbench.probes.finding.HostRulesTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What did not end well, and what did not end at all. */
class FailureAndStuckRulesTest {

    @Test
    void a_target_that_died_is_the_first_thing_said() {
        List<Finding> findings =
                calm().stream()
                        .lasting(5000)
                        .operations(52_957)
                        .failed(800, "connection reset", 2000)
                        .lastOk(2000)
                        .findings();

        Finding first = findings.get(0);
        assertThat(first.rule()).isEqualTo("work.failed");
        assertThat(first.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(first.title())
                .isEqualTo("800 of 53\u202f757 operations failed: connection reset, since 2.00s");
        assertThat(first.evidence())
                .anyMatch(
                        line ->
                                line.contains(
                                        "after 2.00s of 5.00s: rates hold for that time alone"));
        assertThat(first.advice()).contains("does not answer any more");
    }

    @Test
    void a_target_that_refuses_now_and_then_is_not_said_to_have_died() {
        Run now = calm().lasting(5000).operations(900).failed(100, "connection reset", 10);

        assertThat(named(now.lastOk(5000), "work.failed").advice())
                .contains("does not always answer");
    }

    @Test
    void a_single_failure_among_many_is_worth_knowing_and_never_a_clean_run() {
        Run run = calm().operations(10_000).failed(1, "timed out", 10).lastOk(1000);

        assertThat(named(run, "work.failed").severity()).isEqualTo(Finding.Severity.INFO);
        assertThat(rule(run, "none")).isNull();
    }

    @Test
    void one_failure_in_a_hundred_is_wrong_and_comes_before_all_that_cost_more() {
        Run run =
                new Run(4, 2)
                        .jobs(990, 200, 40_000L)
                        .lasting(20_000)
                        .waits(900, 1800)
                        .pool(0.99, 0.9)
                        .failed(10, "too many open files", 10)
                        .lastOk(20_000);

        assertThat(run.findings())
                .extracting(Finding::rule)
                .containsExactly("work.failed", "pool.saturated.cores-exhausted");
        assertThat(run.findings().get(0).advice()).contains("ulimit -n");
        assertThat(run.findings().get(1).confidence())
                .as("what ended well is not all of it")
                .isEqualTo(Finding.Confidence.MEDIUM);
    }

    @Test
    void a_run_in_which_all_failed_is_not_laid_at_another_door() {
        List<Finding> findings =
                calm().operations(0)
                        .jobs(0, 0, null)
                        .othersUse(2)
                        .failed(5, "no such file", 0)
                        .findings();

        assertThat(findings.get(0).title())
                .isEqualTo("All 5 operations failed: no such file, since 0ns");
    }

    @Test
    void jobs_that_hang_on_all_threads_are_named_with_those_behind_them() {
        Run run =
                new Run(4, 8)
                        .stream()
                                .lasting(16_000)
                                .jobs(300, 0.1, 10L)
                                .waits(60, 310)
                                .pool(0.9, 0.75)
                                .waited("pbkdf2", "work", 18_000)
                                .underWay("work", 4, 12_000, 5, 9_000)
                                .underWay("pbkdf2", 0, 0, 200, 11_000)
                                .interrupted();

        Finding first = run.findings().get(0);
        assertThat(first.rule()).isEqualTo("pool.stuck");
        assertThat(first.severity()).isEqualTo(Finding.Severity.WARN);
        assertThat(first.confidence()).isEqualTo(Finding.Confidence.HIGH);
        assertThat(first.title())
                .isEqualTo(
                        "4 of 4 threads have been on work for 12.0s; 205 jobs waited behind them");
        assertThat(run.findings())
                .extracting(Finding::rule)
                .noneMatch(rule -> rule.startsWith("pool.saturated"));
    }

    @Test
    void jobs_that_were_cut_off_while_they_took_as_long_as_others_do_not_hang() {
        Run run = calm().underWay("pbkdf2", 4, 999, 3, 999);

        assertThat(rule(run, "pool.stuck")).isNull();
        assertThat(rule(calm().underWay("pbkdf2", 4, 1_000, 3, 1_000), "pool.stuck")).isNotNull();
        assertThat(
                        rule(
                                new Run(4, 4).jobs(4, 101, 400L).underWay("pbkdf2", 4, 1_000, 0, 0),
                                "pool.stuck"))
                .as("others of its kind took a tenth as long")
                .isNull();
    }

    @Test
    void jobs_that_wait_for_jobs_of_their_own_full_pool_are_a_deadlock() {
        Run run =
                new Run(4, 8)
                        .operations(0)
                        .jobs(0, 0, null)
                        .underWay("work", 4, 5_000, 0, 0)
                        .underWay("work-nested", 0, 0, 4, 5_000)
                        .nested("work", "work-nested", 4, 4);

        Finding first = run.findings().get(0);
        assertThat(first.rule()).isEqualTo("pool.deadlock");
        assertThat(first.title())
                .isEqualTo(
                        "Deadlock: all 4 threads wait for work-nested, which has no thread to run"
                                + " on");
        assertThat(rule(run.nested("work", "work-nested", 3, 4), "pool.deadlock"))
                .as("one thread is free to run what the others wait for")
                .isNull();
    }

    @Test
    void nothing_that_ended_is_not_nothing_that_was_measured() {
        Run run = calm().operations(0).jobs(0, 0, null).underWay("work", 1, 5_000, 0, 0);

        assertThat(rule(run, "data.empty")).isNull();
        assertThat(named(run, "pool.stuck").title())
                .isEqualTo("1 of 4 threads has been on work for 5.00s");
    }
}
