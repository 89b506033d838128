package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import java.util.List;

/** The findings in words: what, on which figures, what it is not, and what to do. */
final class FindingsSection implements Section {

    @Override
    public void write(Report report, Page page) {
        for (Finding finding : report.findings()) {
            page.gap();
            write(finding, page);
        }
    }

    private static void write(Finding finding, Page page) {
        Severity severity = Severity.of(finding);
        page.prose(
                page.line(severity.tone(), severity.mark()).add(" "),
                page.line(severity.tone(), finding.title()));
        list(page, "because", finding.evidence());
        list(page, "not", finding.ruledOut());
        if (!finding.advice().isBlank()) {
            page.prose(label(page, "advice"), page.line(finding.advice()));
        }
        if (finding.next() != null) {
            page.prose(label(page, "try"), page.line(Tone.STRONG, finding.next()));
        }
        page.prose(label(page, "rule"), page.line(Tone.FAINT, finding.rule()));
    }

    private static void list(Page page, String name, List<String> texts) {
        Line head = label(page, name);
        for (String text : texts) {
            page.prose(head, page.line(text));
            head = page.indent();
        }
    }

    private static Line label(Page page, String name) {
        return page.line(Tone.FAINT, "  " + name).padTo(Page.INDENT);
    }
}
