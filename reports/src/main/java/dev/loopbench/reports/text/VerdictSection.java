package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import java.util.List;

/** The answer, before anything it rests on: the first finding's title. */
final class VerdictSection implements Section {

    @Override
    public void write(Report report, Page page) {
        List<Finding> findings = report.findings();
        if (findings.isEmpty()) {
            return;
        }
        Finding first = findings.get(0);
        Mark mark = Mark.of(first);
        page.prose(
                page.line(mark.tone(), mark.sign()).add(" "),
                page.line(mark.tone(), first.title()));
        page.gap();
    }
}
