package dev.loopbench.probes.finding;

import static dev.loopbench.probes.finding.HostRulesTest.named;
import static dev.loopbench.probes.finding.HostRulesTest.rule;
import static dev.loopbench.probes.finding.HostRulesTest.severity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a pool is saturated, and when it is only busy. */
class PoolRulesTest {

    @Test
    void jobs_that_share_a_core_now_and_then_are_told_so_without_blaming_the_size() {
        Run shared = new Run(16, 3).stream().jobs(1000, 4.4, 4000L).workersWaitedForACore(400);
        Run alone = new Run(16, 3).stream().jobs(1000, 4.1, 4000L).workersWaitedForACore(90);

        Finding finding = named(shared.lasting(3000).pool(0.09, 0), "pool.cores-full");
        assertThat(finding.title())
                .isEqualTo(
                        "Some jobs shared a core: at times more of them computed than there are"
                                + " cores");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.INFO);
        assertThat(finding.next()).isNull();
        assertThat(rule(alone.lasting(3000).pool(0.09, 0), "pool.cores-full")).isNull();
    }

    @Test
    void a_closed_load_on_more_threads_than_full_cores_lacks_cores_and_not_threads() {
        Run run =
                new Run(11, 9)
                        .stream()
                                .lasting(3000)
                                .jobs(1000, 30, 26_000L)
                                .waits(6, 40)
                                .workersWaitedForACore(4000)
                                .processCpu(26_100)
                                .pool(0.95, 0.6);

        assertThat(run.findings().get(0).rule()).isEqualTo("pool.cores-full");
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 0.51, 60, WARN, pool.saturated.cores-idle",
        "0.94, 0.51, 60, INFO, pool.saturated.cores-idle",
        "0.79, 0.51, 60, INFO, pool.burst",
        "0.95, 0.49, 60, INFO, pool.burst",
        "0.95, 0.51, 49, INFO, pool.burst"
    })
    void saturation_needs_busy_threads_a_standing_queue_and_a_long_wait(
            double utilization,
            double queued,
            double wait,
            Finding.Severity severity,
            String rule) {
        Run run = new Run(4, 16).jobs(40, 100, 3900L).waits(wait, 80).pool(utilization, queued);

        Finding finding = run.findings().get(0);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.rule()).isEqualTo(rule);
        assertThat(finding.title().contains("saturated")).isEqualTo(rule.contains("saturated"));
    }

    @Test
    void a_wait_of_less_than_half_a_service_at_its_longest_is_nothing() {
        assertThat(rule(new Run(4, 16).jobs(40, 100, 3900L).waits(10, 50), BURST)).isNotNull();
        assertThat(rule(new Run(4, 16).jobs(40, 100, 3900L).waits(10, 49), BURST)).isNull();
        assertThat(rule(new Run(4, 16).jobs(40, 100, 3900L).waits(5, 50), BURST)).isNull();
    }

    @Test
    void a_busy_pool_of_a_stream_is_not_saturated() {
        Run run =
                new Run(4, 16)
                        .stream().lasting(3000).jobs(40, 100, 3900L).waits(20, 80).pool(0.85, 0.4);

        Finding finding = run.findings().get(0);
        assertThat(finding.rule()).isEqualTo("pool.busy");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.INFO);
    }

    @Test
    void waits_of_a_stream_for_threads_that_are_mostly_idle_came_in_bursts() {
        Run run =
                new Run(4, 16)
                        .stream().lasting(3000).jobs(40, 100, 3900L).waits(80, 300).pool(0.3, 0.3);

        Finding finding = run.findings().get(0);
        assertThat(finding.rule()).isEqualTo("pool.burst");
        assertThat(finding.title()).contains("idle 70.0% of the time");
    }

    @Test
    void a_burst_shows_its_staircase() {
        double[] even = IntStream.range(0, 16).map(i -> 100 * (i / 4)).asDoubleStream().toArray();
        double[] uneven = IntStream.range(0, 16).mapToDouble(i -> 25.0 * i).toArray();
        Run burst = new Run(4, 16).jobs(16, 100, 1600L).waits(150, 300).pool(0.99, 0.8);

        assertThat(burst.waitsOneByOne(even).findings().get(0).evidence())
                .anyMatch(line -> line.startsWith("waits rose in 4 steps of 100ms"));
        assertThat(burst.waitsOneByOne(uneven).findings().get(0).evidence())
                .noneMatch(line -> line.startsWith("waits rose"));
    }

    @Test
    void shares_of_the_lost_time_rank_the_causes() {
        Run run =
                new Run(4, 4)
                        .jobs(40, 200, 7900L)
                        .waits(900, 1800)
                        .pool(0.99, 0.9)
                        .returns(100, 118)
                        .loop(0.9, 118)
                        .stallParts(120, 118, 0, 0L);

        assertThat(run.findings())
                .extracting(Finding::rule)
                .containsExactly("pool.saturated.cores-exhausted", "loop.blocked.cpu");
        assertThat(run.findings().get(0).lostShare()).isBetween(0.85, 0.95);
        assertThat(run.findings().get(1).lostShare()).isBetween(0.05, 0.15);
    }

    @Test
    void all_that_was_measured_and_at_rest_is_ruled_out() {
        Run run =
                new Run(4, 4)
                        .jobs(40, 200, 7900L)
                        .waits(900, 1800)
                        .pool(0.99, 0.9)
                        .loopWaitedForACore(1);

        assertThat(run.findings().get(0).ruledOut())
                .containsExactly(
                        "the loop: delay p99 1.00µs, busy 1.0% of the time",
                        "loop run queue: the loop waited 1.00ms for a core, 0.10% of the run",
                        "GC: 0 pauses, 0% of the time",
                        "throttling: no CPU quota",
                        "the hypervisor: 0% stolen",
                        "other processes: 0 of 4 cores");
        assertThat(run.stolen(0.02).gc(30).loop(0.5, 20).findings())
                .allSatisfy(
                        finding ->
                                assertThat(finding.ruledOut())
                                        .noneMatch(line -> line.startsWith("GC"))
                                        .noneMatch(line -> line.startsWith("the hypervisor"))
                                        .noneMatch(line -> line.startsWith("the loop")));
    }

    private static final String BURST = "pool.burst";
}
