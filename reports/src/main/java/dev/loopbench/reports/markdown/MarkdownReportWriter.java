package dev.loopbench.reports.markdown;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;
import java.util.List;

/**
 * Writes GitHub-flavoured Markdown for a step's summary: the verdict, latencies, pool, loop and
 * host, then findings, doubts and the command.
 *
 * <p>Immutable. Nothing of the report is read as markup, and no document is longer than 64 KiB:
 * what does not fit is left out, which the last line tells.
 */
public final class MarkdownReportWriter implements ReportWriter {

    @Override
    public void write(Report report, Appendable out) throws IOException {
        MarkdownPage page = new MarkdownPage();
        page.block("### " + verdict(report.findings()));
        page.block(Facts.headline(report));
        if (!report.run().complete()) {
            page.block("**Interrupted**: the figures cover what happened until then.");
        }
        LatencyTable.write(report, page);
        page.block(Facts.lines(report));
        report.warnings().forEach(warning -> page.block(warning(warning)));
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

    private static String warning(Warning warning) {
        return "> [!WARNING]\n> "
                + Markdown.text(warning.message())
                + " "
                + Markdown.text(warning.hint());
    }

    private static void command(Report report, MarkdownPage page) {
        if (!report.run().command().isEmpty()) {
            page.block(Markdown.block("sh", Markdown.shell(report.run().command())));
        }
    }
}
