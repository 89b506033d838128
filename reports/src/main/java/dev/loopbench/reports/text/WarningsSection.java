package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;

/** Reasons to doubt, and what to do about them. */
final class WarningsSection implements Section {

    @Override
    public void write(Report report, Page page) {
        for (Warning warning : report.warnings()) {
            page.gap();
            Line text = page.line(warning.message() + " ").add(Tone.FAINT, warning.hint());
            page.prose(page.line(Tone.WARN, "warning").padTo(Page.INDENT), text);
        }
    }
}
