package dev.loopbench.reports.markdown;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.gate.model.Limit;
import dev.loopbench.reports.phrase.ShellFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes GitHub-flavoured Markdown for a step's summary: the verdict, latencies, pool, loop and
 * host, then findings, doubts and the command.
 *
 * <p>Immutable. Nothing of the report is read as markup, and no document is longer than 64 KiB:
 * what does not fit is left out, which the last line tells.
 */
public final class MarkdownReportWriter implements ReportWriter {

    /** Nobody reads more of them one by one. */
    private static final int MAX_LIMITS = 50;

    @Override
    public void write(Report report, Appendable out) throws IOException {
        MarkdownPage page = new MarkdownPage();
        page.block("### " + verdict(report.findings()));
        page.block(FactLines.headline(report));
        if (!report.run().complete()) {
            page.block("**Interrupted**: the figures cover what happened until then.");
        }
        limits(report, page);
        LatencyTable.write(report, page);
        page.block(FactLines.lines(report));
        report.warnings().forEach(warning -> page.block(Markdown.warning(warning)));
        command(report, page);
        FindingBlocks.write(report.findings(), page);
        out.append(page.render());
    }

    /** The first finding is the answer. */
    private static String verdict(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "loopbench: no finding";
        }
        Finding first = findings.get(0);
        return FindingBlocks.mark(first) + " " + Markdown.text(first.title());
    }

    private static void limits(Report report, MarkdownPage page) {
        List<LimitOutcome> limits = Limit.outcomes(report);
        if (!limits.isEmpty()) {
            page.block(
                    limits.stream()
                            .limit(MAX_LIMITS)
                            .map(MarkdownReportWriter::limit)
                            .collect(Collectors.joining("\n")));
        }
    }

    private static String limit(LimitOutcome limit) {
        boolean kept = Boolean.TRUE.equals(limit.kept());
        return "- " + (kept ? "✅ " : "❌ ") + Markdown.text(Limit.sentence(limit));
    }

    private static void command(Report report, MarkdownPage page) {
        if (!report.run().command().isEmpty()) {
            page.block(Markdown.block("sh", ShellFormat.format(report.run().command())));
        }
    }
}
