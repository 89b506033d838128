package dev.loopbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.benchmark.BencherReportWriter;
import dev.loopbench.reports.benchmark.GithubBenchmarkWriter;
import dev.loopbench.reports.benchmark.JmhReportWriter;
import dev.loopbench.reports.csv.CsvReportWriter;
import dev.loopbench.reports.hgrm.HgrmReportWriter;
import dev.loopbench.reports.hlog.HlogReportWriter;
import dev.loopbench.reports.junit.JunitReportWriter;
import dev.loopbench.reports.markdown.MarkdownReportWriter;
import dev.loopbench.reports.openmetrics.OpenMetricsReportWriter;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files are written anew by {@code -Dgolden.update=true}: see {@link GoldenFile}. */
@Isolated("changes the locale of the JVM")
class EveryFormatTest {

    record Format(String name, String extension, ReportWriter writer) {}

    private static List<Format> formats() {
        return List.of(
                new Format("csv", "csv", new CsvReportWriter()),
                new Format("markdown", "md", new MarkdownReportWriter()),
                new Format("hlog", "hlog", new HlogReportWriter()),
                new Format("hgrm", "hgrm", new HgrmReportWriter()),
                new Format("openmetrics", "txt", new OpenMetricsReportWriter()),
                new Format("junit", "xml", new JunitReportWriter()),
                new Format("jmh", "json", new JmhReportWriter()),
                new Format("gh-bench", "json", new GithubBenchmarkWriter()),
                new Format("bmf", "json", new BencherReportWriter()));
    }

    static Stream<Arguments> golden() {
        return formats().stream()
                .flatMap(
                        format ->
                                Stream.of("classic", "flood", "unmeasurable", "node-trace")
                                        .map(sample -> Arguments.of(format, sample)));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void a_sample_is_as_its_golden_file(Format format, String sample) {
        String text = Written.by(format.writer(), SampleReports.named(sample));

        GoldenFile.assertSame(format.name() + "/" + sample + "." + format.extension(), text);
    }

    static Stream<Arguments> measured() {
        return formats().stream()
                .flatMap(
                        format ->
                                Stream.of("blocked-loop", "interrupted", "flood")
                                        .map(sample -> Arguments.of(format, sample)));
    }

    @ParameterizedTest
    @MethodSource("measured")
    @ResourceLock(Resources.LOCALE)
    @ResourceLock(Resources.TIME_ZONE)
    void no_locale_and_no_time_zone_changes_a_document(Format format, String sample) {
        Report report = SampleReports.named(sample);
        String usual = Written.by(format.writer(), report);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

                assertThat(Written.by(format.writer(), report)).as(tag).isEqualTo(usual);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

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
    void every_sample_is_written_in_every_format(String sample) {
        Report report = SampleReports.named(sample);

        for (Format format : formats()) {
            assertWhole(format, report, format.name());
        }
    }

    @Test
    void a_report_of_no_operations_is_written_in_every_format() {
        Report report = EditedReports.withOperations(SampleReports.unmeasurable(), List.of());

        for (Format format : formats()) {
            assertWhole(format, report, format.name());
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_report_of_anything_is_written_whole_and_without_numbers_that_are_none(long seed) {
        Report report = new RandomReports(seed).next();
        for (Format format : formats()) {
            assertWhole(format, report, format.name() + ", seed " + seed);
        }
    }

    private static void assertWhole(Format format, Report report, String where) {
        String text = Written.by(format.writer(), report);

        assertThat(text).as(where).endsWith("\n");
        String numbers = format.name().equals("jmh") ? text.replace("\"NaN\"", "") : text;
        // Not as letters of an encoded histogram.
        assertThat(numbers)
                .as(where)
                .doesNotContainPattern("(?<![\\w+/])(NaN|Infinity)(?![\\w+/])");
    }
}
