package dev.loopbench.probes.finding;

import static dev.loopbench.probes.finding.HostRulesTest.calm;
import static dev.loopbench.probes.finding.HostRulesTest.named;
import static dev.loopbench.probes.finding.HostRulesTest.rule;
import static dev.loopbench.probes.finding.HostRulesTest.severity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What held the loop, told apart by where the time of the stalls went. */
class LoopRulesTest {

    @ParameterizedTest
    @CsvSource({
        "100, 80, loop.blocked.cpu",
        "100, 79, loop.blocked",
        "100, 21, loop.blocked",
        "100, 20, loop.blocked.call",
        "100, 0, loop.blocked.call"
    })
    void computing_is_told_from_a_blocking_call_by_the_cpu_time_of_the_stalls(
            long stall, long cpu, String rule) {
        Run run = calm().loop(0.2, 90).returns(30, 90).stallParts(stall, cpu, 0, 0L);

        assertThat(run.findings()).extracting(Finding::rule).containsExactly(rule);
        assertThat(run.findings().get(0).confidence()).isEqualTo("high");
    }

    @Test
    void time_without_a_core_is_no_time_of_a_blocking_call() {
        Run run = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 50, 10, 40L);

        assertThat(run.findings()).extracting(Finding::rule).containsExactly("loop.blocked.cpu");
    }

    @Test
    void a_delay_is_long_from_10_ms_on() {
        assertThat(rule(calm().loop(0.2, 9).returns(6, 9), "loop.blocked")).isNull();
        assertThat(rule(calm().loop(0.2, 10).returns(6, 9), "loop.blocked")).isNotNull();
    }

    @Test
    void a_block_that_nobody_waited_for_is_no_warning() {
        Run run = calm().loop(0.2, 90).meanDelay(0.1).stallParts(100, 100, 0, 0L);

        Finding finding = run.findings().get(0);
        assertThat(finding.rule()).isEqualTo("loop.blocked.cpu");
        assertThat(finding.severity()).isEqualTo("info");
        assertThat(finding.title()).endsWith("and nobody waited for it");
    }

    @Test
    void operations_that_begin_late_have_felt_the_loop() {
        Run run = calm().outsideLegs(9).loop(0.2, 90).returns(0.1, 0.2);

        assertThat(severity(run.stallParts(100, 100, 0, 0L), "loop.blocked.cpu")).isEqualTo("warn");
        assertThat(rule(run.loopWaitedForACore(60).stallParts(100, 40, 0, 60L), "loop.starved"))
                .isNotNull();
    }

    @Test
    void a_rare_stall_is_worth_knowing() {
        assertThat(rule(calm().stallParts(49, 49, 0, 0L), "loop.blocked.cpu")).isNull();
        assertThat(severity(calm().stallParts(50, 50, 0, 0L), "loop.blocked.cpu"))
                .isEqualTo("info");
        assertThat(named(calm().stallParts(50, 50, 0, 0L), "loop.blocked.cpu").title())
                .endsWith("seldom");
    }

    @Test
    void most_of_the_stalled_time_must_be_the_collectors() {
        Run half = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 50, 50, 0L).gc(50);
        Run less = calm().loop(0.2, 90).returns(30, 90).stallParts(100, 51, 49, 0L).gc(49);

        assertThat(half.findings()).extracting(Finding::rule).containsExactly("loop.paused.gc");
        assertThat(less.findings()).extracting(Finding::rule).containsExactly("loop.blocked.cpu");
    }

    @Test
    void many_short_pauses_are_named_by_their_share_of_the_time() {
        assertThat(rule(calm().gc(49).pauses(49), "loop.paused.gc")).isNull();
        assertThat(severity(calm().gc(50).pauses(50), "loop.paused.gc")).isEqualTo("info");
        assertThat(severity(calm().gc(100).pauses(100), "loop.paused.gc")).isEqualTo("warn");
        assertThat(named(calm().gc(100).pauses(100), "loop.paused.gc").title())
                .isEqualTo("The garbage collector took 10% of the time, in 100 pauses");
    }

    @Test
    void a_loop_without_a_core_is_worth_knowing_from_5_percent_and_wrong_from_20() {
        assertThat(rule(calm().returns(1, 6).loopWaitedForACore(49), "loop.starved")).isNull();
        assertThat(severity(calm().returns(1, 6).loopWaitedForACore(50), "loop.starved"))
                .isEqualTo("info");
        assertThat(severity(calm().returns(1, 6).loopWaitedForACore(200), "loop.starved"))
                .isEqualTo("warn");
    }

    @Test
    void a_starved_loop_is_held_against_what_sharing_the_cores_would_make_of_it() {
        Finding finding =
                named(
                        new Run(4, 2)
                                .jobs(40, 100, 1900L)
                                .pool(1, 0)
                                .returns(1, 6)
                                .loopCpu(100)
                                .loopWaitedForACore(300),
                        "loop.starved");

        assertThat(finding.evidence())
                .contains(
                        "its work took 4x its CPU time; sharing 2 cores with 4 busy workers and 0"
                                + " cores' worth of others makes 2.5x");
        assertThat(finding.next()).contains("--threads 1");
    }

    @Test
    void stalls_spent_in_the_run_queue_are_starvation() {
        Run run = calm().loop(0.2, 90).returns(30, 90).loopWaitedForACore(60);

        assertThat(run.stallParts(100, 40, 0, 60L).findings().get(0).rule())
                .isEqualTo("loop.starved");
        assertThat(run.stallParts(100, 60, 0, 40L).findings().get(0).rule())
                .isEqualTo("loop.blocked.cpu");
    }

    @Test
    void late_callbacks_beside_a_pool_at_rest_are_the_loops_doing() {
        assertThat(rule(calm().returns(4, 4), "loop.late-completions")).isNull();
        assertThat(severity(calm().returns(5, 5), "loop.late-completions")).isEqualTo("info");
        Finding late = named(calm().returns(50, 50), "loop.late-completions");
        assertThat(late.severity()).isEqualTo("warn");
        assertThat(late.lostShare()).isGreaterThan(0.8);
        assertThat(severity(calm().returns(1, 60), "loop.late-completions"))
                .as("long, but a small part of their time")
                .isEqualTo("info");
    }

    @Test
    void what_is_in_no_leg_and_not_on_the_loop_went_by_elsewhere() {
        Run calm = new Run(4, 4).operations(10);
        assertThat(rule(calm.outsideLegs(49).meanDelay(0).loop(0, 0), "work.elsewhere")).isNull();
        assertThat(severity(calm.outsideLegs(51), "work.elsewhere")).isEqualTo("info");
        assertThat(severity(calm.outsideLegs(101), "work.elsewhere")).isEqualTo("warn");
        assertThat(rule(calm.loop(0.31, 0), "work.elsewhere")).as("the loop is not idle").isNull();
        assertThat(rule(calm.loop(0, 0).pool(0.31, 0), "work.elsewhere")).isNull();
    }
}
