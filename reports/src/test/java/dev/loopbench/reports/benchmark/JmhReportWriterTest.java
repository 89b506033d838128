package dev.loopbench.reports.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JmhReportWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {"classic", "blocked-loop", "many-jobs", "interrupted", "flood"})
    void every_kind_of_a_sample_is_an_entry(String sample) {
        Report report = SampleReports.named(sample);

        assertThat(document(report)).hasSameSizeAs(report.operations());
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_report_is_valid(long seed) {
        assertThat(document(new RandomReports(seed).next()).isArray()).as("seed " + seed).isTrue();
    }

    @Test
    void the_score_is_the_mean_response_in_milliseconds() {
        JsonNode metric = document(SampleReports.classic()).get(0).get("primaryMetric");

        assertThat(metric.get("score").doubleValue()).isEqualTo(219.4784556);
        assertThat(metric.get("scorePercentiles").get("100.0").doubleValue()).isEqualTo(298.682862);
    }

    @Test
    void a_percentile_that_too_few_values_support_is_left_out() {
        JsonNode metric = document(SampleReports.classic()).get(0).get("primaryMetric");

        assertThat(metric.get("scorePercentiles").propertyNames())
                .containsExactly("0.0", "50.0", "100.0");
    }

    @Test
    void the_raw_data_hold_every_value() {
        Report report = SampleReports.manyJobs();
        JsonNode metric = document(report).get(0).get("primaryMetric");

        long count =
                metric.get("rawDataHistogram")
                        .get(0)
                        .get(0)
                        .valueStream()
                        .mapToLong(value -> value.get(1).longValue())
                        .sum();

        assertThat(count).isEqualTo(report.operations().get(0).latency().response().count());
    }

    @Test
    void the_throughput_of_the_first_kind_has_a_value_for_each_repeat() {
        JsonNode entries = document(SampleReports.manyJobs());

        assertThat(rates(entries.get(0))).hasSize(3);
        assertThat(rates(entries.get(1))).hasSize(1);
    }

    @Test
    void in_a_mix_a_kind_has_the_parameters_of_its_own_workload() {
        JsonNode params = document(SampleReports.manyJobs()).get(0).get("params");

        assertThat(params.propertyNames()).containsExactly("load", "rate", "size", "threads");
    }

    @Test
    void a_kind_without_values_has_no_entry() {
        assertThat(document(SampleReports.unmeasurable())).isEmpty();
    }

    @Test
    void the_name_has_three_parts_whatever_the_kind_is_called() {
        Report report = EditedReports.withKinds(SampleReports.flood(), "a.b c", "");

        assertThat(document(report).valueStream().map(e -> e.get("benchmark").stringValue()))
                .containsExactly("loopbench.a_b_c.response", "loopbench._.response");
    }

    private static JsonNode rates(JsonNode entry) {
        return entry.get("secondaryMetrics").get("throughput").get("rawData").get(0);
    }

    private static JsonNode document(Report report) {
        return ValidDocument.of(new JmhReportWriter(), report, "jmh.schema.json");
    }
}
