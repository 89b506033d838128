package dev.loopbench.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleComparisons;
import dev.loopbench.reports.gate.document.ComparisonText;
import dev.loopbench.reports.gate.model.Comparison;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden files are written anew by {@code -Dgolden.update=true}: see {@link GoldenFile}. */
class ComparisonWritersTest {

    private static final Path XSD =
            Path.of(
                    "src",
                    "test",
                    "resources",
                    "dev",
                    "loopbench",
                    "reports",
                    "junit",
                    "junit.xsd");

    private static final int LIMIT_BYTES = 64 * 1024;

    static Stream<Arguments> samples() {
        return ComparisonWriters.formats().stream()
                .flatMap(
                        format ->
                                SampleComparisons.NAMES.stream()
                                        .map(sample -> Arguments.of(format, sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_as_its_golden_file(ReportFormat format, String sample) {
        GoldenFile.assertSame(
                "comparison/" + format.word() + "/" + sample + ".txt",
                written(format, SampleComparisons.named(sample)));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_comparison_is_valid_junit_and_short_markdown(long seed) throws Exception {
        Comparison comparison = new RandomReports(seed).nextComparison();

        SchemaFactory.newDefaultInstance()
                .newSchema(XSD.toFile())
                .newValidator()
                .validate(
                        new StreamSource(
                                new StringReader(written(ReportFormat.JUNIT, comparison))));
        String markdown = written(ReportFormat.MARKDOWN, comparison);
        assertThat(markdown.getBytes(StandardCharsets.UTF_8).length)
                .as("seed " + seed)
                .isLessThan(LIMIT_BYTES);
    }

    @Test
    void a_regression_is_a_failure_and_what_is_open_is_skipped() {
        assertThat(written(ReportFormat.JUNIT, SampleComparisons.regression()))
                .contains("failures=\"2\" errors=\"0\" skipped=\"0\"");
        assertThat(written(ReportFormat.JUNIT, SampleComparisons.inconclusive()))
                .contains("failures=\"0\" errors=\"0\" skipped=\"1\"");
        assertThat(written(ReportFormat.JUNIT, SampleComparisons.untrusted()))
                .contains("failures=\"0\" errors=\"0\" skipped=\"2\"");
        assertThat(written(ReportFormat.JUNIT, SampleComparisons.failed()))
                .contains("failures=\"0\" errors=\"2\" skipped=\"2\"");
    }

    @Test
    void a_history_learns_nothing_from_a_comparison_without_a_verdict() {
        assertThat(written(ReportFormat.GITHUB_BENCHMARK, SampleComparisons.failed()))
                .isEqualToIgnoringWhitespace("[]");
        assertThat(written(ReportFormat.BENCHER, SampleComparisons.untrusted()))
                .isEqualToIgnoringWhitespace("{}");
    }

    private static String written(ReportFormat format, Comparison comparison) {
        return ComparisonText.by(
                ComparisonWriters.writer(format, ComparisonText.COMMANDS).orElseThrow(),
                comparison);
    }
}
