package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.HostileReports;
import dev.loopbench.reports.LongReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files are written anew by {@code -Dgolden.update=true}: see {@link GoldenFile}. */
class HtmlReportWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {"classic", "unmeasurable", "node-trace"})
    void what_a_report_adds_to_the_page_is_as_its_golden_file(String sample) throws IOException {
        PageText page = written(SampleReports.named(sample));

        GoldenFile.assertSame("html/" + sample + ".html", page.withoutStylesAndProgram());
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
    void a_page_gives_back_the_report_it_was_made_of(String sample)
            throws IOException, UnreadableReportException {
        Report report = SampleReports.named(sample);

        assertThat(read(written(report))).isEqualTo(report);
    }

    @Test
    void a_page_loads_nothing() throws IOException {
        PageText page = written(SampleReports.classic());

        assertThat(page.text())
                .doesNotContainPattern("https?://")
                .doesNotContainPattern("(?i)<(img|iframe|object|embed|audio|video|base)\\b")
                .doesNotContainPattern(
                        "(?i)@import|\\burl\\(|fetch\\(|XMLHttpRequest|WebSocket|import\\(")
                .doesNotContainPattern(
                        "(?i)innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(");
        assertThat(page.policy())
                .contains("default-src 'none'")
                .doesNotContain("unsafe")
                .doesNotContain("*");
    }

    @Test
    void the_policy_names_the_digests_of_the_one_style_sheet_and_the_one_program()
            throws IOException {
        PageText page = written(SampleReports.classic());

        assertThat(page.policy())
                .contains("script-src '" + page.digestOf(page.program()) + "'")
                .contains("style-src '" + page.digestOf(page.styles()) + "'");
    }

    @Test
    void a_page_is_well_formed() throws IOException {
        PageText page = written(SampleReports.classic());

        assertThatCode(page::parseAsXml).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "many-jobs"})
    void a_page_has_the_tags_of_the_template_and_no_other(String sample) throws IOException {
        PageText plain = written(SampleReports.named(sample));
        PageText hostile = written(HostileReports.of(SampleReports.named(sample)));

        assertThat(hostile.tags()).isEqualTo(plain.tags());
        assertThat(hostile.text()).doesNotContain(HostileReports.MARKUP);
    }

    @Test
    void hostile_labels_come_back_as_they_were() throws IOException, UnreadableReportException {
        Report report = HostileReports.of(SampleReports.blockedLoop());

        assertThat(read(written(report))).isEqualTo(report);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_report_becomes_a_page_that_gives_it_back(long seed)
            throws IOException, UnreadableReportException {
        Report report = new RandomReports(seed).next();
        PageText page = written(report);

        assertThat(read(page)).as("seed %d", seed).isEqualTo(report);
    }

    @Test
    void a_minute_makes_a_page_of_less_than_two_megabytes() throws IOException {
        assertThat(bytes(LongReports.minute())).isLessThan(HtmlReportWriter.MAX_BYTES);
    }

    @Test
    void the_largest_report_makes_a_page_within_the_bound()
            throws IOException, UnreadableReportException {
        Report report = LongReports.largest();

        assertThat(bytes(report)).isLessThan(HtmlReportWriter.MAX_BYTES);
        assertThat(read(written(report))).isEqualTo(report);
    }

    private static int bytes(Report report) throws IOException {
        return written(report).text().getBytes(StandardCharsets.UTF_8).length;
    }

    private static PageText written(Report report) throws IOException {
        StringBuilder out = new StringBuilder();
        new HtmlReportWriter().write(report, out);
        return new PageText(out.toString());
    }

    private static Report read(PageText page) throws IOException, UnreadableReportException {
        return new JsonReportReader().read(new StringReader(page.report()));
    }
}
