package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Cell.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What has to hold of a run. Immutable.
 *
 * @param expression as the user wrote it: {@code wait.p99 < 20ms}
 * @param bound in the unit of the cell's dimension
 */
public record Limit(String expression, Cell cell, Relation relation, double bound) {

    /** How a figure has to stand to its bound. Immutable. */
    public enum Relation {
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        public static Optional<Relation> of(String symbol) {
            return Arrays.stream(values()).filter(r -> r.symbol.equals(symbol)).findFirst();
        }

        boolean holds(double value, double bound) {
            return switch (this) {
                case BELOW -> value < bound;
                case AT_MOST -> value <= bound;
                case ABOVE -> value > bound;
                case AT_LEAST -> value >= bound;
            };
        }
    }

    /** The report, held against {@code limits}. */
    public static Report held(Report report, List<Limit> limits) {
        return report.withLimits(limits.stream().map(limit -> limit.outcome(report)).toList());
    }

    /** What became of the limits of a report, old ones included; empty where there were none. */
    public static List<LimitOutcome> outcomes(Report report) {
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

    /** What becomes of it. */
    public LimitOutcome outcome(Report report) {
        Reading reading = cell.measured(report);
        Double value = reading.value();
        Double highest = reading.highest();
        if (value == null || highest == null) {
            return new LimitOutcome(
                    expression, null, cell.dimension().unit(), null, reading.reason());
        }
        boolean kept = relation.holds(value, bound);
        boolean known = kept == relation.holds(highest, bound);
        return new LimitOutcome(
                expression,
                value,
                cell.dimension().unit(),
                known ? (Boolean) kept : null,
                known
                        ? reading.reason()
                        : "it is between "
                                + cell.dimension().format(value)
                                + " and "
                                + cell.dimension().format(highest));
    }
}
