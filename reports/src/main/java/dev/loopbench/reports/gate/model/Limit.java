package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import java.util.List;

/**
 * What has to hold of a run. Immutable.
 *
 * @param expression as the user wrote it: {@code wait.p99 < 20ms}
 * @param bound in the unit of the cell's dimension
 */
public record Limit(String expression, Cell cell, Relation relation, double bound) {

    /** The report, held against {@code limits}. */
    public static Report held(Report report, List<Limit> limits) {
        return report.withLimits(limits.stream().map(limit -> limit.outcome(report)).toList());
    }

    /** What becomes of it. */
    public LimitOutcome outcome(Report report) {
        Reading reading = cell.measured(report);
        Double value = reading.value();
        return new LimitOutcome(
                expression,
                value,
                cell.dimension().unit(),
                value == null ? null : (Boolean) relation.holds(value, bound),
                reading.reason());
    }
}
