package dev.loopbench.reports.gate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GateReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.gate.model.Cell.Reading;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "makespan",
                "throughput",
                "errors",
                "stalls",
                "gc.max",
                "allocated",
                "response.p99.9",
                "wait.p50",
                "service.mean",
                "return.max",
                "start.p90",
                "send.p99",
                "loop.delay.p99",
                "loop.utilization",
                "pool.utilization",
                "loop.iterations",
                "loop.wakeups",
                "loop.empty-polls",
                "pool.hand-offs",
                "fs-read:wait.p50",
                "a:b:errors"
            })
    void a_cell_has_the_name_it_was_asked_for_by(String name) throws Exception {
        assertThat(Cell.named(name).name()).isEqualTo(name);
        assertThat(Cell.named(name)).isEqualTo(Cell.named(name)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wiat.p99 | There is no figure wiat.p99; there are loop.iterations, ",
                "response.p98 | and of response, wait, service, return, start, send each .p50, .p90,",
                "loop.delay.p99.9 | There is no figure loop.delay.p99.9; there are ",
                ":wait.p50 | No kind stands before the colon of :wait.p50.",
                "fs-read:makespan | makespan is of the whole run: it takes no kind.",
                "Makespan | There is no figure Makespan; ",
            })
    void an_unknown_name_comes_to_a_sentence_that_says_what_there_is(String name, String part) {
        assertThatThrownBy(() -> Cell.named(name))
                .isInstanceOf(UnknownCellException.class)
                .hasMessageContaining(part)
                .message()
                .endsWith(".");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_cell_of_any_report_has_a_value_and_is_found_by_its_name(long seed) throws Exception {
        Report report = new RandomReports(seed).next();

        for (Cell cell : Cell.in(report)) {
            assertThat(cell.measured(report).value()).as("seed %d, %s", seed, cell).isNotNull();
            assertThat(cell.measured(report).reason()).as("seed %d, %s", seed, cell).isNull();
            assertThat(Cell.named(cell.name())).as("seed %d", seed).isEqualTo(cell);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_a_gate_must_not_use_has_a_reason(long seed) {
        Report report = new RandomReports(seed).next();
        List<Cell> cells = Cell.in(report);
        List<Reading> readings = Cell.readings(cells, report);

        for (int i = 0; i < cells.size(); i++) {
            Reading reading = readings.get(i);
            assertThat(reading).as("seed %d", seed).isEqualTo(cells.get(i).read(report));
            assertThat(reading.gateable())
                    .as("seed %d, %s: %s", seed, cells.get(i), reading)
                    .isEqualTo(reading.reason() == null);
        }
    }

    @Test
    void counters_come_first_and_other_kinds_last() {
        List<String> names = Cell.in(SampleReports.manyJobs()).stream().map(Cell::name).toList();

        assertThat(names)
                .startsWith(
                        "loop.iterations",
                        "loop.wakeups",
                        "loop.empty-polls",
                        "pool.hand-offs",
                        "allocated",
                        "makespan",
                        "throughput",
                        "response.p50")
                .contains("pbkdf2:wait.p99", "gc.max")
                .doesNotContain("fs-read:wait.p99", "start.p50")
                .doesNotHaveDuplicates();
        assertThat(names.get(names.size() - 1)).isEqualTo("pbkdf2:errors");
    }

    @Test
    void without_a_kind_a_cell_is_of_the_first_one() throws Exception {
        Report report = SampleReports.manyJobs();

        assertThat(measured("wait.p50", report)).isEqualTo(measured("fs-read:wait.p50", report));
        assertThat(measured("wait.p50", report)).isNotEqualTo(measured("pbkdf2:wait.p50", report));
    }

    @Test
    void a_kind_that_did_not_run_is_a_reason() throws Exception {
        Reading reading = Cell.named("zip:wait.p50").read(SampleReports.manyJobs());

        assertThat(reading)
                .isEqualTo(
                        new Reading(
                                null,
                                "the report has no operations of zip, it has fs-read, pbkdf2"));
    }

    @Test
    void counters_are_told_per_operation_of_the_run() throws Exception {
        Report report =
                new GateReports()
                        .operations(
                                GateReports.operation("a", 1, 2, 3), GateReports.operation("b", 4))
                        .counts(6, 2L, 8L, 1L)
                        .host(new Host.Gc(0, 0, null, null), 4096L, Map.of())
                        .report();

        assertThat(measured("loop.iterations", report)).isEqualTo(1.5);
        assertThat(measured("loop.empty-polls", report)).isEqualTo(0.5);
        assertThat(measured("loop.wakeups", report)).isEqualTo(2.0);
        assertThat(measured("pool.hand-offs", report)).isEqualTo(0.25);
        assertThat(measured("allocated", report)).isEqualTo(1024.0);
        assertThat(Cell.named("allocated").isCounter()).isTrue();
        assertThat(Cell.named("makespan").isCounter()).isFalse();
    }

    @Test
    void what_an_old_report_did_not_count_is_missing() throws Exception {
        Report report =
                new GateReports()
                        .counts(6, null, null, null)
                        .host(
                                new Host.Gc(0, 0, null, null),
                                null,
                                Map.of("allocatedBytes", "so it is"))
                        .report();

        assertThat(Cell.named("loop.wakeups").measured(report))
                .isEqualTo(new Reading(null, "the report does not tell it"));
        assertThat(Cell.named("allocated").measured(report))
                .isEqualTo(new Reading(null, "so it is"));
    }

    @Test
    void the_longest_pause_is_told_to_the_millisecond() throws Exception {
        GateReports none = new GateReports().host(new Host.Gc(0, 0, null, null), 1L, Map.of());
        GateReports tiny =
                new GateReports()
                        .host(
                                new Host.Gc(2, 0, null, null),
                                1L,
                                Map.of("gc.maxNanos", Host.Gc.BELOW_RESOLUTION));
        GateReports untold =
                new GateReports()
                        .host(
                                new Host.Gc(2, 9, null, null),
                                1L,
                                Map.of("gc.maxNanos", "nobody saw"));

        assertThat(measured("gc.max", none.report())).isZero();
        assertThat(measured("gc.max", tiny.report())).isZero();
        assertThat(Cell.named("gc.max").measured(untold.report()))
                .isEqualTo(new Reading(null, "nobody saw"));
    }

    @Test
    void the_makespan_is_the_median_repetition() throws Exception {
        assertThat(measured("makespan", new GateReports().makespans(9, 1, 4).report()))
                .isEqualTo(4);
        assertThat(measured("makespan", new GateReports().makespans(9, 1, 4, 5).report()))
                .isEqualTo(4.5);
        assertThat(Cell.named("makespan").measured(new GateReports().report()).reason())
                .isEqualTo("the run has no repetitions");
    }

    @Test
    void only_more_throughput_is_better() throws Exception {
        for (Cell cell : Cell.in(SampleReports.manyJobs())) {
            assertThat(cell.lowerIsBetter())
                    .as(cell.name())
                    .isEqualTo(!cell.name().endsWith("throughput"));
        }
    }

    @Test
    void a_difference_is_positive_where_head_is_worse_and_leads_back() throws Exception {
        Cell wait = Cell.named("wait.p50");
        Cell throughput = Cell.named("throughput");

        assertThat(wait.difference(100, 110)).isCloseTo(Math.log(1.1), within(1e-12));
        assertThat(throughput.difference(100, 110)).isCloseTo(-Math.log(1.1), within(1e-12));
        assertThat(wait.changeShare(wait.difference(100, 110))).isCloseTo(0.1, within(1e-12));
        assertThat(throughput.changeShare(throughput.difference(100, 110)))
                .isCloseTo(0.1, within(1e-12));
    }

    private static double measured(String cell, Report report) throws UnknownCellException {
        Double value = Cell.named(cell).measured(report).value();
        assertThat(value).as(cell).isNotNull();
        return value == null ? Double.NaN : value;
    }
}
