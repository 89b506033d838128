package dev.loopbench.reports.text;

import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Limit;
import java.util.List;

/** What was said to hold of the run, and whether it does. */
final class LimitsSection implements Section {

    @Override
    public void write(Report report, Page page) {
        List<LimitOutcome> limits = Limit.outcomes(report);
        for (LimitOutcome limit : limits) {
            boolean kept = Boolean.TRUE.equals(limit.kept());
            page.prose(
                    kept ? page.line(Tone.GOOD, "✓ ") : page.line(Tone.BAD, "▲ "),
                    page.line(kept ? Tone.PLAIN : Tone.BAD, Limit.sentence(limit)));
        }
        if (!limits.isEmpty()) {
            page.gap();
        }
    }
}
