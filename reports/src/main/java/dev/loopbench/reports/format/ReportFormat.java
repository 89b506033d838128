package dev.loopbench.reports.format;

import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.benchmark.BencherReportWriter;
import dev.loopbench.reports.benchmark.GithubBenchmarkWriter;
import dev.loopbench.reports.benchmark.JmhReportWriter;
import dev.loopbench.reports.csv.CsvReportWriter;
import dev.loopbench.reports.hgrm.HgrmReportWriter;
import dev.loopbench.reports.hlog.HlogReportWriter;
import dev.loopbench.reports.html.HtmlReportWriter;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.junit.JunitReportWriter;
import dev.loopbench.reports.markdown.MarkdownReportWriter;
import dev.loopbench.reports.openmetrics.OpenMetricsReportWriter;
import dev.loopbench.reports.text.PlainTextReportWriter;
import dev.loopbench.reports.trace.TraceReportWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A format a report can be written in; a new one is entered here, and in {@link ComparisonWriters}
 * if it has a place for comparisons. Immutable.
 */
public enum ReportFormat {
    TEXT("text", "txt"),
    JSON("json", "json"),
    HTML("html", "html"),
    CSV("csv", "csv"),
    MARKDOWN("md", "md"),
    HLOG("hlog", "hlog"),
    HGRM("hgrm", "hgrm"),
    TRACE("trace", ""),
    OPENMETRICS("openmetrics", "prom"),
    JUNIT("junit", "xml"),
    JMH("jmh", ""),
    GITHUB_BENCHMARK("gh-bench", ""),
    BENCHER("bmf", "");

    private final String word;
    private final String extension;

    /**
     * @param extension of files that are in this format and no other; empty if there is none
     */
    ReportFormat(String word, String extension) {
        this.word = word;
        this.extension = extension;
    }

    /** As the command line has it. */
    public String word() {
        return word;
    }

    public ReportWriter writer() {
        return switch (this) {
            case TEXT -> new PlainTextReportWriter();
            case JSON -> new JsonReportWriter();
            case HTML -> new HtmlReportWriter();
            case CSV -> new CsvReportWriter();
            case MARKDOWN -> new MarkdownReportWriter();
            case HLOG -> new HlogReportWriter();
            case HGRM -> new HgrmReportWriter();
            case TRACE -> new TraceReportWriter();
            case OPENMETRICS -> new OpenMetricsReportWriter();
            case JUNIT -> new JunitReportWriter();
            case JMH -> new JmhReportWriter();
            case GITHUB_BENCHMARK -> new GithubBenchmarkWriter();
            case BENCHER -> new BencherReportWriter();
        };
    }

    /** The format of that name; empty if there is none. */
    public static Optional<ReportFormat> named(String word) {
        return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /** The format that files of this name are in; empty where the name does not tell. */
    public static Optional<ReportFormat> ofFile(String name) {
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> dot >= 0 && !extension.isEmpty())
                .filter(format -> format.extension.equals(extension))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ReportFormat::word).toList();
    }
}
