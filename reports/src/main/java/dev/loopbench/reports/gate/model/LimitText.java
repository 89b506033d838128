package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import java.util.List;

/** What became of limits, in words. Stateless. */
public final class LimitText {

    private LimitText() {}

    /** Of a report, old ones included; empty where nothing was said of the run. */
    public static List<LimitOutcome> of(Report report) {
        return report.limits() == null ? List.of() : report.limits();
    }

    /** One sentence without a full stop. */
    public static String sentence(LimitOutcome outcome) {
        Double value = outcome.value();
        if (value == null || outcome.kept() == null) {
            String reason = outcome.reason() == null ? "no reason is given" : outcome.reason();
            return outcome.expression() + " cannot be told: " + reason;
        }
        return outcome.expression()
                + (outcome.kept() ? " holds" : " is broken")
                + ": it is "
                + Dimension.ofUnit(outcome.unit()).format(value);
    }
}
