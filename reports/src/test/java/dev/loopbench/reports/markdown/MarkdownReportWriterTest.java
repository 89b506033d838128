package dev.loopbench.reports.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.Written;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by commonmark, with GitHub's tables. */
class MarkdownReportWriterTest {

    private static final int LIMIT_BYTES = 64 * 1024;

    /** Each would do something in a document if it were let. */
    private static final List<String> HOSTILE =
            List.of(
                    "<script>alert(1)</script>",
                    "</summary></details><h1>x",
                    "a | b || c",
                    "`` ` ``` code",
                    "[x](http://x) ![y](y)",
                    "**b** _i_ ~~s~~",
                    "# heading",
                    "- item",
                    "+ item",
                    "1. item",
                    "2) item",
                    "=====",
                    "-----",
                    "> quote",
                    "    code",
                    "a\n\n# b",
                    "a\r\n***\r\nb",
                    "a\u2028b\u0085c",
                    "&lt;&#35;",
                    "\\",
                    "\\|",
                    "<!-- x",
                    ":--:",
                    "[x]: http://x",
                    "```\nx");

    static Stream<String> hostile() {
        return HOSTILE.stream();
    }

    @Test
    void the_verdict_comes_first() {
        assertThat(html(SampleReports.classic()))
                .startsWith(
                        "<h3>⚠️ The pool kept 1 of 5 jobs waiting 196ms: 4 threads share 2 cores");
    }

    @Test
    void latencies_are_a_table_with_units() {
        assertThat(html(SampleReports.classic()))
                .containsOnlyOnce("<table>")
                .contains("<td align=\"left\">wait</td>\n<td align=\"right\">5</td>")
                .contains("<td align=\"right\">196ms</td>");
    }

    @Test
    void what_a_finding_rests_on_and_rules_out_folds_away() {
        String html = html(SampleReports.classic());

        assertThat(html).contains("<details>\n<summary>", "</details>");
        assertThat(html.substring(html.indexOf("<details>")))
                .contains("<li>GC: 0 pauses</li>")
                .contains(
                        "<code class=\"language-sh\">loopbench run pbkdf2 --threads 2 --jobs 5\n");
    }

    @Test
    void the_command_is_one_a_shell_takes() {
        Run run = SampleReports.classic().run();
        Report report =
                EditedReports.withRun(
                        SampleReports.classic(),
                        new Run(
                                run.id(),
                                run.started(),
                                run.durationNanos(),
                                Run.Ending.INTERRUPTED,
                                run.seed(),
                                List.of("loopbench", "run", "--file", "a b", "it's", ""),
                                List.of()));

        assertThat(Written.by(new MarkdownReportWriter(), report))
                .contains("```sh\nloopbench run --file 'a b' 'it'\\''s' ''\n```\n")
                .contains("**Interrupted**");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothing_of_a_report_is_read_as_markup(String text) {
        String harmless = structure(html(report("x")));

        assertThat(structure(html(report(text)))).as(text).isEqualTo(harmless);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void text_of_a_report_is_read_as_it_was_in_one_line(String text) {
        String line =
                text.replaceAll("[\\p{Cntrl}\u2028\u0085]", " ")
                        .strip()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;");

        assertThat(html(report(text))).contains("<li>" + line + "</li>");
    }

    @Test
    void nobody_is_called_and_no_formula_made() {
        String written = Written.by(new MarkdownReportWriter(), report("@octocat $x$"));

        assertThat(written.replaceAll("(?s)```.*?```", "")) // in code nothing is looked for
                .contains("@&#8203;octocat <span>$</span>x<span>$</span>")
                .doesNotContain("@octocat");
    }

    @Test
    void a_document_too_long_is_cut_between_blocks_and_says_so() {
        String text = "§".repeat(1_000);
        List<String> items = Collections.nCopies(100, text);
        Finding finding =
                new Finding(
                        "r",
                        Finding.Severity.WARN,
                        1,
                        Finding.Confidence.LOW,
                        null,
                        text,
                        items,
                        items,
                        text,
                        text);
        Report report =
                EditedReports.withFindings(
                        EditedReports.withWarnings(
                                SampleReports.classic(),
                                Collections.nCopies(
                                        10, new Warning(Warning.Kind.UNKNOWN, text, text))),
                        Collections.nCopies(50, finding));

        String written = Written.by(new MarkdownReportWriter(), report);

        assertThat(bytes(written)).isLessThan(LIMIT_BYTES);
        assertThat(written)
                .endsWith("parts are left out for want of room: see the JSON report._\n");
        assertThat(written.split("<details>", -1)).hasSameSizeAs(written.split("</details>", -1));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_document_is_longer_than_github_takes(long seed) {
        String written = Written.by(new MarkdownReportWriter(), new RandomReports(seed).next());

        assertThat(bytes(written)).as("seed " + seed).isLessThan(LIMIT_BYTES);
        assertThat(written).as("seed " + seed).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "flood", "unmeasurable"})
    void what_a_few_values_do_not_support_is_a_dash_and_never_0(String sample) {
        String rows =
                Written.by(new MarkdownReportWriter(), SampleReports.named(sample))
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .reduce("", String::concat);

        assertThat(rows).contains(" – ").doesNotContain("| 0ns");
    }

    /** The text in every place that takes text of a report. */
    private static Report report(String text) {
        Finding finding =
                new Finding(
                        text,
                        Finding.Severity.WARN,
                        1,
                        Finding.Confidence.UNKNOWN,
                        null,
                        text,
                        List.of(text),
                        List.of(text),
                        text,
                        text);
        Report report = EditedReports.withKinds(SampleReports.flood(), text);
        return EditedReports.withFindings(
                EditedReports.withWarnings(
                        report, List.of(new Warning(Warning.Kind.UNKNOWN, text, text))),
                List.of(finding));
    }

    /** The tags alone, without what stands in code: it has its own fence by what is in it. */
    private static String structure(String html) {
        return html.replaceAll("(?s)<code[^>]*>.*?</code>", "<code></code>")
                .replaceAll(">[^<]*<", "><");
    }

    private static String html(Report report) {
        List<Extension> extensions = List.of(TablesExtension.create());
        return HtmlRenderer.builder()
                .extensions(extensions)
                .build()
                .render(
                        Parser.builder()
                                .extensions(extensions)
                                .build()
                                .parse(Written.by(new MarkdownReportWriter(), report)));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
