package dev.loopbench.reports.openmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.Written;
import dev.loopbench.reports.openmetrics.OpenMetricsText.Sample;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsReportWriterTest {

    private static final String RESPONSE = "loopbench_operation_response_seconds";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classic",
                "blocked-loop",
                "many-jobs",
                "interrupted",
                "flood",
                "unmeasurable",
                "node-trace"
            })
    void every_sample_keeps_to_the_rules(String sample) {
        assertThat(read(SampleReports.named(sample))).isNotEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_report_keeps_to_the_rules(long seed) {
        assertThat(read(new RandomReports(seed).next())).as("seed " + seed).isNotEmpty();
    }

    @Test
    void a_bucket_counts_what_lies_at_or_below_its_edge() {
        Report report =
                EditedReports.ofResponse(900, 1_000, 1_900, 2_100, 49_000_000, 90_000_000_000L);

        assertThat(bucket(report, "1e-06")).isEqualTo(2);
        assertThat(bucket(report, "2e-06")).isEqualTo(3);
        assertThat(bucket(report, "5e-06")).isEqualTo(4);
        assertThat(bucket(report, "0.02")).isEqualTo(4);
        assertThat(bucket(report, "0.05")).isEqualTo(5);
        assertThat(bucket(report, "50.0")).isEqualTo(5);
        assertThat(bucket(report, "100.0")).isEqualTo(6);
        assertThat(bucket(report, "+Inf")).isEqualTo(6);
    }

    @Test
    void the_sum_is_exact_and_in_seconds() {
        Report report = EditedReports.ofResponse(1_500_000_001L, 500_000_000L);

        assertThat(read(report))
                .filteredOn(s -> s.family().equals(RESPONSE) && s.suffix().equals("_sum"))
                .extracting(Sample::value)
                .containsExactly(2.000000001);
    }

    @Test
    void a_label_comes_back_as_it_was() {
        String kind = "a\\b\"c\nd{e=\"f\"}, g\\n";
        Report report = EditedReports.withKinds(SampleReports.flood(), kind);

        assertThat(read(report))
                .filteredOn(s -> s.family().equals(RESPONSE))
                .allMatch(s -> kind.equals(s.labels().get("kind")));
    }

    @Test
    void kinds_of_one_name_are_told_apart() {
        Report report = EditedReports.withKinds(SampleReports.flood(), "x", "x");

        assertThat(read(report))
                .filteredOn(s -> s.family().equals(RESPONSE) && s.suffix().equals("_count"))
                .extracting(s -> s.labels().get("kind"))
                .containsExactly("x", "x-2");
    }

    @Test
    void what_was_not_measured_has_no_sample() {
        assertThat(read(SampleReports.unmeasurable()))
                .extracting(Sample::family)
                .doesNotContain(RESPONSE, "loopbench_cpu_seconds", "loopbench_steal_ratio");
    }

    /** Also shows that the reader of this test sees what it is to see. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "# EOF | # EOF2",
                "_total{kind | _count{kind",
                "# UNIT loopbench_run_duration_seconds seconds | # UNIT loopbench_run_duration_seconds ms",
                "# TYPE loopbench_operations counter | # TYPE loopbench_run_complete gauge",
                "le=\"0.5\"} 5 | le=\"0.5\"} 1",
                "le=\"1.0\" | le=\"1\"",
                "le=\"+Inf\"} 5 | le=\"+Inf\"} 6",
                "le=\"+Inf\"} 5 | le=\"200.0\"} 5",
                "_count{kind=\"pbkdf2\"} 5 | _count{kind=\"pbkdf2\"} 4",
                "_run_complete 1 | _run_complete NaN",
                "outcome=\"error\" | outcome=\"ok\"",
                "kind=\"pbkdf2\" | kind=\"pb\"kdf2\"",
            })
    void a_document_with_one_mistake_is_refused(String found, String replacement) {
        String text = Written.by(new OpenMetricsReportWriter(), SampleReports.classic());
        assertThat(text).contains(found);

        assertThatThrownBy(() -> OpenMetricsText.read(text.replace(found, replacement)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double bucket(Report report, String edge) {
        return read(report).stream()
                .filter(s -> s.family().equals(RESPONSE))
                .filter(s -> edge.equals(s.labels().get("le")))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElseThrow();
    }

    private static List<Sample> read(Report report) {
        return OpenMetricsText.read(Written.by(new OpenMetricsReportWriter(), report));
    }
}
