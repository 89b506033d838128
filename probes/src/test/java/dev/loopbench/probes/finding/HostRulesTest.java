package dev.loopbench.probes.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the machine did to a run, and whether the run can be judged at all. */
class HostRulesTest {

    @Test
    void any_throttling_is_worth_knowing_and_one_period_in_twenty_is_wrong() {
        assertThat(rule(calm().throttled(0, 1000, 0), "host.throttled")).isNull();
        assertThat(severity(calm().throttled(1, 1000, 1), "host.throttled"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(calm().throttled(49, 1000, 49), "host.throttled"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(calm().throttled(50, 1000, 50), "host.throttled"))
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void a_single_throttle_as_long_as_a_stall_is_wrong() {
        assertThat(severity(calm().throttled(1, 1000, 50), "host.throttled"))
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void stolen_time_is_worth_knowing_from_1_percent_and_wrong_from_5() {
        assertThat(rule(calm().lasting(10_000).stolen(0.009), "host.steal")).isNull();
        assertThat(severity(calm().lasting(10_000).stolen(0.01), "host.steal"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(severity(calm().lasting(10_000).stolen(0.05), "host.steal"))
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void a_few_ticks_of_stolen_time_in_a_short_run_say_nothing() {
        assertThat(rule(calm().lasting(240).stolen(0.051), "host.steal")).isNull();
        assertThat(severity(calm().lasting(250).stolen(0.051), "host.steal"))
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void neighbours_are_wrong_only_where_the_jobs_felt_them() {
        Run unfelt = new Run(2, 2).jobs(5, 100, 500L).pool(0.9, 0).othersUse(1.3);
        Run felt = new Run(2, 2).jobs(5, 200, 500L).pool(0.9, 0).othersUse(1.3);

        assertThat(severity(unfelt, "host.neighbours")).isEqualTo(Finding.Severity.INFO);
        assertThat(unfelt.findings().get(0).rule()).isEqualTo("none");
        assertThat(severity(felt, "host.neighbours")).isEqualTo(Finding.Severity.WARN);
        assertThat(rule(calm().othersUse(0.39), "host.neighbours")).isNull();
        assertThat(severity(calm().othersUse(0.4), "host.neighbours"))
                .isEqualTo(Finding.Severity.INFO);
    }

    @Test
    void jobs_that_slow_each_other_down_do_not_blame_neighbours() {
        Run own = new Run(8, 2).jobs(40, 400, 3900L).pool(0.99, 0).othersUse(0.6);

        assertThat(severity(own, "host.neighbours")).isEqualTo(Finding.Severity.INFO);
    }

    @Test
    void neighbours_are_wrong_only_where_they_did_most_of_it() {
        // Four workers on two cores take twice their time anyway.
        Run less = new Run(4, 2).jobs(20, 299, 2000L).pool(0.99, 0).othersUse(0.6);
        Run most = new Run(4, 2).jobs(20, 301, 2000L).pool(0.99, 0).othersUse(0.6);

        assertThat(severity(less, "host.neighbours")).isEqualTo(Finding.Severity.INFO);
        assertThat(severity(most, "host.neighbours")).isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void jobs_that_come_all_at_once_crowd_the_cores_by_themselves() {
        // Four at a time for a fifth of the run, and nobody in the rest of it.
        Run bunched = new Run(4, 2).jobs(4, 200, 330L).pool(0.2, 0).othersUse(1);
        Run spread = new Run(4, 2).jobs(4, 200, 330L).pool(0.2, 0).othersUse(1);

        assertThat(
                        severity(
                                bunched.workersWaitedForACore(470).runningMillis(0, 0, 0, 0),
                                "host.neighbours"))
                .isEqualTo(Finding.Severity.INFO);
        assertThat(
                        severity(
                                spread.workersWaitedForACore(470).runningMillis(0, 250, 500, 750),
                                "host.neighbours"))
                .isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void neighbours_are_sure_only_beside_jobs_that_compute() {
        Run waiting =
                new Run(40, 2)
                        .stream()
                                .jobs(100, 400, 3900L)
                                .workersWaitedForACore(20_000)
                                .lasting(20_000);
        Run computing =
                new Run(40, 2)
                        .stream()
                                .jobs(100, 400, 4000L)
                                .workersWaitedForACore(20_000)
                                .lasting(20_000);

        assertThat(named(waiting.pool(0.9, 0).othersUse(1.9), "host.neighbours").confidence())
                .isEqualTo(Finding.Confidence.MEDIUM);
        assertThat(named(computing.pool(0.9, 0).othersUse(1.9), "host.neighbours").confidence())
                .isEqualTo(Finding.Confidence.HIGH);
    }

    @Test
    void jobs_that_wait_by_themselves_do_not_feel_neighbours() {
        Run sleeping = new Run(4, 2).jobs(50, 20, 10L).pool(0.5, 0).othersUse(1.3);

        assertThat(severity(sleeping, "host.neighbours")).isEqualTo(Finding.Severity.INFO);
    }

    @Test
    void beside_an_unfit_host_other_verdicts_are_unsure_unless_they_cost_five_times_more() {
        Run drowned =
                new Run(2, 2).jobs(20, 200, 2000L).waits(200, 400).pool(0.99, 0.9).othersUse(1.3);
        Run certain =
                new Run(2, 2).jobs(20, 200, 2000L).waits(900, 1800).pool(0.99, 0.9).othersUse(1.3);

        assertThat(drowned.findings())
                .extracting(Finding::rule)
                .containsExactly("host.neighbours", "pool.saturated.neighbours");
        assertThat(drowned.findings().get(1).confidence()).isEqualTo(Finding.Confidence.LOW);
        assertThat(drowned.findings().get(1).severity()).isEqualTo(Finding.Severity.INFO);
        assertThat(certain.findings())
                .extracting(Finding::rule)
                .containsExactly("pool.saturated.neighbours", "host.neighbours");
        assertThat(certain.findings().get(0).confidence()).isEqualTo(Finding.Confidence.HIGH);
    }

    @Test
    void code_that_holds_the_loop_by_its_own_cpu_is_named_beside_any_neighbour() {
        Run run = besideNeighbours().held("parse", 60, 20, 0, 40L, null);

        assertThat(severity(run, "host.neighbours")).isEqualTo(Finding.Severity.WARN);
        assertThat(severity(run, "loop.blocked.cpu")).isEqualTo(Finding.Severity.WARN);
    }

    @Test
    void collections_that_code_asks_for_are_named_beside_any_neighbour() {
        Run run = besideNeighbours().gc(200).held("clear", 60, 1, 45, 10L, null);

        assertThat(rule(run.pauses(10).calledPauses(0), "loop.paused.gc")).isNull();
        assertThat(named(run.calledPauses(10), "loop.paused.gc").confidence())
                .isEqualTo(Finding.Confidence.HIGH);
        assertThat(severity(run, "loop.paused.gc")).isEqualTo(Finding.Severity.WARN);
    }

    private static Run besideNeighbours() {
        return new Run(4, 2)
                .jobs(5, 300, 500L)
                .pool(0.9, 0)
                .returns(20, 60)
                .othersUse(1.2)
                .loop(0.6, 60);
    }

    @Test
    void nothing_measured_is_inconclusive_and_not_a_clean_run() {
        List<Finding> findings = calm().operations(0).jobs(0, 0, null).interrupted().findings();

        assertThat(findings).extracting(Finding::rule).containsExactly("data.empty");
        assertThat(findings.get(0).title()).startsWith("Inconclusive");
        assertThat(findings.get(0).evidence())
                .containsExactly("no operation ended", "the run was interrupted after 1.00s");
    }

    @Test
    void a_short_stream_is_inconclusive_and_a_short_burst_is_not() {
        assertThat(rule(calm().stream().lasting(1999), "data.short")).isNotNull();
        assertThat(rule(calm().stream().lasting(2000), "data.short")).isNull();
        assertThat(rule(calm().stream().lasting(2000).iterations(49), "data.short")).isNotNull();
        assertThat(rule(calm().lasting(10).iterations(3), "data.short")).isNull();
    }

    @Test
    void figures_that_disagree_and_lost_events_are_reasons() {
        assertThat(rule(calm().residuals(0.02, 0.05), "data.selfcheck")).isNull();
        assertThat(rule(calm().residuals(0.021, 0), "data.selfcheck")).isNotNull();
        assertThat(rule(calm().residuals(0, 0.051), "data.selfcheck")).isNotNull();
        assertThat(rule(calm().dropped(1), "data.dropped")).isNotNull();
        assertThat(rule(calm().interrupted(), "data.interrupted")).isNotNull();
    }

    @Test
    void doubtful_data_takes_a_step_off_the_confidence_of_the_others() {
        Run blocked = new Run(4, 4).jobs(5, 100, 500L).returns(60, 118).stallParts(120, 118, 0, 0L);
        Run sound = blocked.loop(0.9, 118);

        assertThat(sound.findings().get(0).confidence()).isEqualTo(Finding.Confidence.HIGH);
        List<Finding> doubtful = sound.dropped(3).findings();
        assertThat(doubtful)
                .extracting(Finding::rule)
                .containsExactly("loop.blocked.cpu", "data.dropped");
        assertThat(doubtful.get(0).confidence()).isEqualTo(Finding.Confidence.MEDIUM);
        assertThat(doubtful.get(0).severity()).isEqualTo(Finding.Severity.WARN);
    }

    static Run calm() {
        return new Run(4, 4).jobs(4, 100, 400L).pool(0.3, 0);
    }

    static @Nullable Finding rule(Run run, String rule) {
        return run.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElse(null);
    }

    static Finding named(Run run, String rule) {
        return Objects.requireNonNull(rule(run, rule), rule);
    }

    static Finding.@Nullable Severity severity(Run run, String rule) {
        Finding finding = rule(run, rule);
        return finding == null ? null : finding.severity();
    }
}
