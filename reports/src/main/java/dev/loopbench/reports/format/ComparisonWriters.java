package dev.loopbench.reports.format;

import dev.loopbench.reports.gate.document.Advice;
import dev.loopbench.reports.gate.document.ComparisonBencherWriter;
import dev.loopbench.reports.gate.document.ComparisonGithubBenchmarkWriter;
import dev.loopbench.reports.gate.document.ComparisonJsonWriter;
import dev.loopbench.reports.gate.document.ComparisonJunitWriter;
import dev.loopbench.reports.gate.document.ComparisonMarkdownWriter;
import dev.loopbench.reports.gate.document.ComparisonTextWriter;
import dev.loopbench.reports.gate.document.ComparisonWriter;
import dev.loopbench.reports.text.PlainTextReportWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats a comparison can be written in. Stateless. */
public final class ComparisonWriters {

    private ComparisonWriters() {}

    /**
     * Empty where the format has no place for a comparison.
     *
     * @param commands for those that advise
     */
    public static Optional<ComparisonWriter> writer(ReportFormat format, Advice.Commands commands) {
        return switch (format) {
            case TEXT ->
                    Optional.of(new ComparisonTextWriter(PlainTextReportWriter.STYLE, commands));
            case JSON -> Optional.of(new ComparisonJsonWriter());
            case MARKDOWN -> Optional.of(new ComparisonMarkdownWriter(commands));
            case JUNIT -> Optional.of(new ComparisonJunitWriter());
            case GITHUB_BENCHMARK -> Optional.of(new ComparisonGithubBenchmarkWriter());
            case BENCHER -> Optional.of(new ComparisonBencherWriter());
            case HTML, CSV, HLOG, HGRM, TRACE, OPENMETRICS, JMH -> Optional.empty();
        };
    }

    /** All formats with a writer. */
    public static List<ReportFormat> formats() {
        return Arrays.stream(ReportFormat.values())
                .filter(format -> writer(format, Advice.Commands.BARE).isPresent())
                .toList();
    }
}
