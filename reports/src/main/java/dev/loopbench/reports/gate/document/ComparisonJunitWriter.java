package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.result.Config;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.junit.Check;
import dev.loopbench.reports.junit.Suite;
import dev.loopbench.reports.series.DistinctNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a comparison as JUnit's XML: a test for each gated cell, and one for the comparison as a
 * whole.
 *
 * <p>Immutable. A regression is a failure; what cannot be told, or not be trusted, is skipped; a
 * fault of a fork or a cell that is missing is an error. What the answer rests on stands in {@code
 * system-out}.
 */
public final class ComparisonJunitWriter implements ComparisonWriter {

    private static final String WHOLE = "comparison";

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        new Suite(
                        name(comparison),
                        comparison.started(),
                        comparison.durationNanos(),
                        checks(comparison),
                        text(comparison))
                .write(out);
    }

    private static String name(Comparison comparison) {
        Config config = comparison.base().config();
        String method = comparison.method().word();
        return config == null ? method : method + " " + config.workload();
    }

    private static List<Check> checks(Comparison comparison) {
        DistinctNames names = new DistinctNames();
        List<Check> checks = new ArrayList<>();
        checks.add(whole(names.of(WHOLE), comparison));
        for (CellResult cell : comparison.cells()) {
            if (cell.gated()) {
                checks.add(check(names.of(cell.name()), cell));
            }
        }
        for (DroppedCell cell : comparison.droppedCells()) {
            checks.add(
                    Check.of(
                            names.of(cell.name()),
                            Check.Outcome.SKIPPED,
                            "cell.dropped",
                            "dropped before the campaign: " + cell.reason() + "."));
        }
        return List.copyOf(checks);
    }

    /** Regressions are the cells' own: counting them twice would say that two things broke. */
    private static Check whole(String name, Comparison comparison) {
        String sentence = comparison.outcome().sentence();
        OutcomeKind kind = comparison.outcome().kind();
        String type = "comparison." + kind.word().replace(' ', '-');
        return switch (kind) {
            case FAILED, WRONG_RESULT, NOT_COMPARABLE, INTERRUPTED, GOING_ON ->
                    Check.of(name, Check.Outcome.ERROR, type, sentence);
            case TOO_NOISY, UNKNOWN -> Check.of(name, Check.Outcome.SKIPPED, type, sentence);
            case REGRESSION, NO_REGRESSION, IMPROVEMENT, INCONCLUSIVE, UNCONFIRMED ->
                    Check.passed(name);
        };
    }

    private static Check check(String name, CellResult cell) {
        if (cell.observed().baseMedian() == null || cell.observed().headMedian() == null) {
            return Check.of(name, Check.Outcome.ERROR, "cell.missing", message(cell));
        }
        return switch (cell.verdict()) {
            case REGRESSION ->
                    Check.of(name, Check.Outcome.FAILED, "cell.regression", message(cell));
            case CANDIDATE, UNCONFIRMED, UNTRUSTED, INCONCLUSIVE ->
                    Check.of(name, Check.Outcome.SKIPPED, "cell.open", message(cell));
            case UNKNOWN -> Check.of(name, Check.Outcome.SKIPPED, "cell.unknown", message(cell));
            case IMPROVEMENT, NO_REGRESSION, INFORMATION -> Check.passed(name);
        };
    }

    private static String message(CellResult cell) {
        String text = cell.verdict().words() + ": " + CellWords.phrase(cell);
        return cell.reason() == null ? text + "." : text + "; " + cell.reason() + ".";
    }

    private static String text(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(comparison.outcome().kind().word() + ": " + comparison.outcome().sentence());
        SideFacts.of(comparison).varied().forEach(varied -> lines.add("varied: " + varied));
        Seat seat = comparison.seat();
        if (seat != null) {
            lines.add(seat.sentence());
        }
        lines.addAll(Certainty.of(comparison));
        return String.join("\n", lines) + "\n";
    }
}
