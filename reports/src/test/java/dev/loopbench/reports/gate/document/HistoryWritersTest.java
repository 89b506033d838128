package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.benchmark.BencherReportWriter;
import dev.loopbench.reports.benchmark.GithubBenchmarkWriter;
import dev.loopbench.reports.benchmark.ValidDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The formats of services that keep a history by name: github-action-benchmark and Bencher. */
class HistoryWritersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classic",
                "blocked-loop",
                "many-jobs",
                "interrupted",
                "flood",
                "unmeasurable"
            })
    void every_sample_is_valid(String sample) {
        assertThat(github(SampleReports.named(sample)).isArray()).isTrue();
        assertThat(bencher(SampleReports.named(sample)).isObject()).isTrue();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_report_is_valid_and_no_name_stands_twice(long seed) {
        Report report = new RandomReports(seed).next();

        List<String> names =
                github(report).valueStream().map(e -> e.get("name").stringValue()).toList();

        assertThat(names).as("seed " + seed).doesNotHaveDuplicates();
        assertThat(bencher(report).size())
                .as("seed " + seed)
                .isLessThanOrEqualTo(report.operations().size());
    }

    @Test
    void a_name_tells_kind_threads_and_load_and_no_parameter_with_a_default() {
        assertThat(bencher(SampleReports.classic()).propertyNames())
                .containsExactly("pbkdf2/threads=4/jobs=5");
        assertThat(bencher(SampleReports.manyJobs()).propertyNames())
                .containsExactly(
                        "file-server/fs-read/threads=4/rate=1562",
                        "file-server/pbkdf2/threads=4/rate=1562");
    }

    @Test
    void names_too_long_are_cut_and_stay_distinct() {
        String name = "\ud83d\ude00".repeat(700);
        JsonNode document =
                bencher(EditedReports.withKinds(SampleReports.classic(), name + "a", name + "b"));

        assertThat(document.size()).isEqualTo(2);
        assertThat(document.propertyNames()).allMatch(n -> n.length() <= 1024);
    }

    @Test
    void latency_is_in_nanoseconds_and_throughput_per_second() {
        JsonNode measures = bencher(SampleReports.classic()).get("pbkdf2/threads=4/jobs=5");

        assertThat(measures.get("latency").get("value").doubleValue()).isEqualTo(219_478_455.6);
        assertThat(measures.get("throughput").get("value").doubleValue()).isEqualTo(16.7);
        assertThat(measures.get("wait-p50").get("value").longValue()).isEqualTo(49_023);
    }

    @Test
    void bounds_are_those_of_the_repeats() {
        Report report = repeated(201_000_000, 203_000_000);

        JsonNode median = bencher(report).get("pbkdf2/threads=4/jobs=5").get("response-p50");

        assertThat(median.get("lower_value").doubleValue()).isEqualTo(201_000_000);
        assertThat(median.get("upper_value").doubleValue()).isEqualTo(203_000_000);
    }

    @Test
    void the_range_is_half_of_the_spread_in_milliseconds() {
        JsonNode median = github(repeated(201_000_000, 203_000_000)).get(0);

        assertThat(median.get("name").stringValue())
                .isEqualTo("pbkdf2/threads=4/jobs=5 response p50");
        assertThat(median.get("value").doubleValue()).isEqualTo(201.457663);
        assertThat(median.get("range").stringValue()).isEqualTo("± 1.000000");
    }

    @Test
    void with_one_repeat_there_is_no_range_and_there_are_no_bounds() {
        assertThat(github(SampleReports.classic()).get(0).has("range")).isFalse();
        assertThat(bencher(SampleReports.classic()).findValues("lower_value")).isEmpty();
    }

    @Test
    void figures_that_too_few_values_support_are_left_out() {
        assertThat(github(SampleReports.classic())).hasSize(1);
        assertThat(github(SampleReports.unmeasurable())).isEmpty();
        assertThat(bencher(SampleReports.unmeasurable())).isEmpty();
    }

    private static Report repeated(long... medians) {
        List<Repeat> repeats =
                LongStream.of(medians)
                        .mapToObj(
                                nanos ->
                                        new Repeat(
                                                0,
                                                1,
                                                5,
                                                0,
                                                null,
                                                new TreeMap<>(Map.of("response.p50", nanos))))
                        .toList();
        return EditedReports.withRepeats(SampleReports.classic(), repeats);
    }

    private static JsonNode github(Report report) {
        return ValidDocument.of(new GithubBenchmarkWriter(), report, "gh-bench.schema.json");
    }

    private static JsonNode bencher(Report report) {
        return ValidDocument.of(new BencherReportWriter(), report, "bmf.schema.json");
    }
}
