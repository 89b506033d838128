package dev.loopbench.reports.gate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GateReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.gate.model.Candidates.Candidate;
import dev.loopbench.reports.gate.model.Cell.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is worth gating where nobody has named it. */
final class CandidatesTest {

    @Test
    void a_burst_is_worth_its_makespan_and_a_closed_load_its_throughput() {
        assertThat(names(new GateReports().makespans(9).load(new Load.Burst(5)).report()))
                .startsWith("makespan", "response.p50")
                .doesNotContain("throughput");
        assertThat(names(new GateReports().makespans(9).load(new Load.Closed(4, 9L)).report()))
                .startsWith("throughput", "response.p50")
                .doesNotContain("makespan");
        assertThat(
                        names(
                                new GateReports()
                                        .makespans(9)
                                        .load(new Load.Open(50, 9, Load.Arrivals.CONSTANT))
                                        .report()))
                .doesNotContain("throughput", "makespan");
    }

    @Test
    void the_legs_that_tell_where_a_change_sits_are_worth_it() {
        assertThat(names(new GateReports().makespans(9).report()))
                .containsExactly(
                        "makespan",
                        "response.p50",
                        "response.p90",
                        "response.p99",
                        "service.p50",
                        "service.p99",
                        "wait.p50",
                        "wait.p99");
    }

    @Test
    void there_is_room_to_spare_in_the_number_of_observations() {
        assertThat(names(of(13_000))).contains("response.p99");
        assertThat(names(of(12_999))).contains("response.p90").doesNotContain("response.p99");
        assertThat(names(of(260))).contains("response.p50");
        assertThat(names(of(259))).doesNotContain("response.p50");
    }

    @Test
    void there_is_room_to_spare_between_modes() {
        assertThat(names(modes(1_140_000))).contains("response.p90");
        assertThat(names(modes(1_170_000))).doesNotContain("response.p90");
    }

    @Test
    void a_cell_that_one_trial_cannot_tell_is_not_worth_it() {
        assertThat(names(of(20_000), of(1_300)))
                .contains("response.p50", "response.p90")
                .doesNotContain("response.p99");
    }

    @Test
    void counters_are_worth_it_where_the_trials_agree() {
        assertThat(names(counting(10_000), counting(10_049))).contains("loop.iterations");
        assertThat(names(counting(10_000), counting(10_051))).doesNotContain("loop.iterations");
    }

    @Test
    void one_trial_does_not_show_that_a_counter_is_exact() {
        assertThat(names(counting(10_000))).doesNotContain("loop.iterations", "allocated");
    }

    @Test
    void the_least_telling_ones_make_room_for_ten() {
        long[] busy = LongStream.range(0, 1_000).map(i -> 2_000_000 + i).toArray();
        Report report =
                new GateReports().makespans(9).delay(1_000_000, 1_000_000_000, busy).report();

        assertThat(names(report, report)).hasSize(10).endsWith("loop.delay.p99", "loop.iterations");
    }

    @Test
    void without_trials_nothing_is_known_to_be_worth_it() {
        assertThat(Candidates.fitIn(List.of())).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_worth_gating_can_be_gated(long seed) {
        Report report = new RandomReports(seed).next();

        List<Cell> cells = Candidates.fitIn(List.of(report, report));

        assertThat(cells).as("seed %d", seed).hasSizeLessThanOrEqualTo(10);
        assertThat(Cell.readings(cells, report)).as("seed %d", seed).allMatch(Reading::gateable);
    }

    @Test
    void a_campaign_may_gate_the_pace_the_means_and_medians_and_counters() {
        Report report = new GateReports().makespans(9).load(new Load.Closed(4, 9L)).report();
        assertThat(Candidates.between(report, report))
                .extracting(candidate -> candidate.cell().name())
                .containsExactly(
                        "throughput",
                        "response.mean",
                        "service.mean",
                        "wait.mean",
                        "return.mean",
                        "response.p50",
                        "service.p50",
                        "wait.p50",
                        "return.p50",
                        "loop.iterations",
                        "loop.wakeups",
                        "loop.empty-polls",
                        "pool.hand-offs",
                        "allocated");
        assertThat(Candidates.between(report, report).stream().filter(Candidate::isMain))
                .extracting(candidate -> candidate.cell().name())
                .containsExactly("throughput", "response.mean", "service.mean");
    }

    @Test
    void a_median_takes_twenty_values_in_a_fork_of_either_side() {
        Report enough = of(20);
        Report tooFew = of(19);
        assertThat(reason("response.p50", enough, enough)).isNull();
        assertThat(reason("response.p50", enough, tooFew)).contains("19", "20 are needed");
        assertThat(reason("response.p50", tooFew, enough)).contains("19", "20 are needed");
        assertThat(reason("response.mean", tooFew, tooFew)).isNull();
    }

    /** A leg of nothing but a thread's waking says more of the machine than of the work. */
    @Test
    void a_leg_that_is_no_more_than_waking_a_thread_is_none() {
        assertThat(reason("wait.mean", legs(90_000), legs(90_000))).contains("waking a thread");
        assertThat(reason("wait.p50", legs(90_000), legs(90_000))).contains("waking a thread");
        assertThat(reason("wait.mean", legs(110_000), legs(110_000))).isNull();
        assertThat(reason("service.mean", legs(90_000), legs(90_000))).isNull();
    }

    @Test
    void a_leg_too_small_to_move_the_response_is_none() {
        Report one = new GateReports().operations(legs(200_000_000, 1_900_000)).report();
        Report other = new GateReports().operations(legs(200_000_000, 2_100_000)).report();
        assertThat(reason("return.mean", one, one)).contains("1.90ms", "of the response");
        assertThat(reason("return.mean", other, other)).isNull();
    }

    private static Report legs(long nanos) {
        return new GateReports().operations(legs(nanos, nanos)).report();
    }

    private static Operation legs(long nanos, long returnNanos) {
        return GateReports.returning(all(nanos), all(returnNanos));
    }

    private static long[] all(long nanos) {
        return LongStream.range(0, 100).map(i -> nanos).toArray();
    }

    private static @Nullable String reason(String cell, Report base, Report head) {
        return Candidates.between(base, head).stream()
                .filter(candidate -> candidate.cell().name().equals(cell))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static List<String> names(Report... trials) {
        return Candidates.fitIn(Arrays.asList(trials)).stream().map(Cell::name).toList();
    }

    private static Report of(int count) {
        return new GateReports().operations(GateReports.evenly(count)).report();
    }

    private static Report counting(long iterations) {
        return new GateReports()
                .operations(GateReports.evenly(1_000))
                .counts(iterations, 1L, 1L, 1L)
                .host(new Host.Gc(0, 0, null, null), 512L, Map.of())
                .report();
    }

    private static Report modes(long second) {
        long[] nanos =
                LongStream.range(0, 10_000).map(i -> i < 9_000 ? 1_000_000 : second).toArray();
        return new GateReports().operations(GateReports.operation("work", nanos)).report();
    }
}
