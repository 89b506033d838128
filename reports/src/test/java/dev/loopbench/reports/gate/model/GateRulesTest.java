package dev.loopbench.reports.gate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GateReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.gate.model.Cell.Reading;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a gate may use. */
final class GateRulesTest {

    @ParameterizedTest
    @CsvSource({"p50,200", "p90,1000", "p99,10000", "p99.9,100000"})
    void a_percentile_needs_a_hundred_observations_beyond_it(String percentile, int count)
            throws Exception {
        Cell cell = Cell.named("response." + percentile);

        assertThat(cell.read(evenly(count)).reason()).isNull();
        assertThat(cell.read(evenly(count)).gateable()).isTrue();
        assertThat(cell.read(evenly(count - 1)).gateable()).isFalse();
    }

    @Test
    void too_few_observations_are_told_with_what_would_be_enough() throws Exception {
        assertThat(Cell.named("response.p99").read(evenly(100)).reason())
                .isEqualTo("100 operations are too few for p99: 10\u202f000 are needed");
        assertThat(Cell.named("wait.p50").read(evenly(100)).reason())
                .isEqualTo("100 jobs are too few for p50: 200 are needed");
        assertThat(Cell.named("response.p99").read(evenly(100)).value()).isNotNull();
        assertThat(Cell.named("response.p99").read(evenly(99)).value()).isNull();
    }

    @Test
    void a_limit_takes_a_percentile_as_soon_as_the_report_has_it() throws Exception {
        assertThat(Cell.named("response.p99").measured(evenly(100)).reason()).isNull();
        assertThat(Cell.named("response.p99").measured(evenly(99)).reason())
                .isEqualTo("99 operations are too few for p99: 100 are needed");
    }

    @Test
    void a_leg_nobody_took_is_missing() throws Exception {
        Report report = SampleReports.flood();

        assertThat(Cell.named("wait.p50").read(report))
                .isEqualTo(new Reading(null, "no flood job waited"));
        assertThat(Cell.named("start.mean").measured(report).reason())
                .isEqualTo("the load of flood has no intended starts of its own");
        assertThat(Cell.named("response.p50").read(SampleReports.unmeasurable()).reason())
                .isEqualTo("no tick operation ended well");
    }

    @ParameterizedTest
    @CsvSource({"91,p90,false", "90,p90,true", "89,p90,true", "92,p90,false", "88,p90,false"})
    void a_percentile_between_two_modes_is_not_gated(int share, String percentile, boolean gap)
            throws Exception {
        Report report = modes(10_000, share * 100, 52_000_000, 104_000_000);

        Reading reading = Cell.named("response." + percentile).read(report);

        assertThat(reading.gateable()).as(String.valueOf(reading)).isEqualTo(!gap);
        if (gap) {
            assertThat(reading.reason())
                    .isEqualTo(
                            "p90 lies in a gap between two modes: 52.0ms just before it, 104ms"
                                    + " just behind");
            assertThat(reading.value()).isNotNull();
        }
    }

    @Test
    void the_modes_may_lie_a_fifth_apart() throws Exception {
        Cell cell = Cell.named("response.p90");

        assertThat(cell.read(modes(10_000, 9_000, 1_000_000, 1_190_000)).gateable()).isTrue();
        assertThat(cell.read(modes(10_000, 9_000, 1_000_000, 1_210_000)).gateable()).isFalse();
    }

    @Test
    void in_the_tail_a_gap_is_looked_for_in_a_tenth_of_what_lies_beyond() throws Exception {
        Cell cell = Cell.named("response.p99");

        assertThat(cell.read(modes(100_000, 99_000, 1_000_000, 2_000_000)).gateable()).isFalse();
        assertThat(cell.read(modes(100_000, 99_200, 1_000_000, 2_000_000)).gateable()).isTrue();
        assertThat(cell.read(modes(100_000, 98_800, 1_000_000, 2_000_000)).gateable()).isTrue();
    }

    @Test
    void a_maximum_is_never_gated_and_a_mean_is() throws Exception {
        assertThat(Cell.named("response.max").read(evenly(20_000)).reason())
                .isEqualTo("a maximum is a single observation, which no gate rests on");
        assertThat(Cell.named("loop.delay.max").read(evenly(20_000)).gateable()).isFalse();
        assertThat(Cell.named("response.mean").read(evenly(5)).gateable()).isTrue();
    }

    @Test
    void zero_has_no_ratio() throws Exception {
        Report report = new GateReports().counts(6, 0L, 1L, 1L).report();

        assertThat(Cell.named("loop.empty-polls").read(report))
                .isEqualTo(new Reading(0.0, "it is 0, and 0 has no ratio"));
        assertThat(Cell.named("loop.empty-polls").measured(report).reason()).isNull();
    }

    @Test
    void the_makespan_of_a_load_of_given_length_says_nothing() throws Exception {
        GateReports report = new GateReports().makespans(9).load(new Load.Closed(4, 9L));

        assertThat(Cell.named("makespan").read(report.report()))
                .isEqualTo(new Reading(9.0, "the load lasts as long as it was told to"));
        assertThat(Cell.named("makespan").read(report.load(new Load.Burst(5)).report()).gateable())
                .isTrue();
    }

    @Test
    void the_loop_delay_needs_a_hundred_longer_busy_periods() throws Exception {
        Cell cell = Cell.named("loop.delay.p99");

        assertThat(cell.read(delayed(100)).gateable()).isTrue();
        assertThat(cell.read(delayed(99)).reason())
                .isEqualTo("99 busy periods longer than it are too few for p99: 100 are needed");
    }

    @Test
    void a_loop_delay_at_the_edge_of_the_busy_time_is_not_gated() throws Exception {
        // Of 10 s, 1 % is 100 ms: 1000 periods that are 1 µs longer reach it by a hair.
        long[] busy = LongStream.generate(() -> 101_000).limit(1_000).toArray();
        Report report = new GateReports().delay(1_000, 10_000_000_000L, busy).report();

        assertThat(Cell.named("loop.delay.p99").read(report).reason())
                .isEqualTo("p99 lies at the edge: a little more idle time and it is 0");
    }

    @Test
    void a_damaged_histogram_is_no_value() throws Exception {
        Histogram sound = GateReports.evenly(20_000).latency().response();
        Histogram damaged =
                new Histogram(
                        sound.unit(),
                        sound.count(),
                        sound.minNanos(),
                        sound.meanNanos(),
                        sound.maxNanos(),
                        sound.percentiles(),
                        "HISTFAAA");
        Operation operation =
                new Operation(
                        "work",
                        20_000,
                        0,
                        0,
                        List.of(),
                        new Operation.Pace(null, null),
                        new Operation.Latency(damaged, null, null),
                        Operation.Legs.NONE,
                        null);

        assertThat(
                        Cell.named("response.p50")
                                .read(new GateReports().operations(operation).report()))
                .isEqualTo(new Reading(null, "its histogram cannot be read"));
    }

    @Test
    void a_repetition_tells_its_own_figures() throws Exception {
        Report report = new GateReports().report();
        Repeat repeat = repeat(1_000, Map.of("response.p50", 7L, "wait.p90", 8L));

        assertThat(Cell.named("response.p50").read(report, repeat)).isEqualTo(Reading.of(7));
        assertThat(Cell.named("work:wait.p90").read(report, repeat)).isEqualTo(Reading.of(8));
        assertThat(Cell.named("makespan").read(report, repeat)).isEqualTo(Reading.of(50));
        assertThat(Cell.named("throughput").read(report, repeat)).isEqualTo(Reading.of(3.5));
        assertThat(Cell.named("loop.delay.p99").read(report, repeat).reason())
                .isEqualTo("a repetition does not tell loop.delay.p99");
        assertThat(Cell.named("response.mean").read(report, repeat).value()).isNull();
    }

    @Test
    void the_rule_of_a_hundred_holds_for_a_repetition() throws Exception {
        Report report = new GateReports().report();
        Cell cell = Cell.named("response.p50");

        assertThat(cell.read(report, repeat(200, Map.of("response.p50", 7L))).gateable()).isTrue();
        assertThat(cell.read(report, repeat(199, Map.of("response.p50", 7L))))
                .isEqualTo(new Reading(7.0, "199 operations are too few for p50: 200 are needed"));
    }

    @Test
    void a_repetition_is_of_the_main_kind() throws Exception {
        Report report = SampleReports.manyJobs();

        assertThat(
                        Cell.named("pbkdf2:response.p50")
                                .read(report, repeat(1_000, Map.of("response.p50", 7L))))
                .isEqualTo(new Reading(null, "a repetition does not tell figures of pbkdf2"));
    }

    private static Repeat repeat(long operations, Map<String, @Nullable Long> nanos) {
        return new Repeat(0, 50, operations, 0, 3.5, new TreeMap<>(nanos));
    }

    private static Report evenly(int count) {
        return new GateReports().operations(GateReports.evenly(count)).report();
    }

    private static Report delayed(int longer) {
        long[] busy = LongStream.range(0, longer).map(i -> 2_000_000 + i).toArray();
        return new GateReports().delay(1_000_000, 1_000_000_000, busy).report();
    }

    private static Report modes(int count, int inFirst, long first, long second) {
        long[] nanos = LongStream.range(0, count).map(i -> i < inFirst ? first : second).toArray();
        return new GateReports().operations(GateReports.operation("work", nanos)).report();
    }
}
