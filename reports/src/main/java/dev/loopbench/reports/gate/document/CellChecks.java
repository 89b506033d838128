package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.junit.Check;
import dev.loopbench.reports.series.DistinctNames;
import java.util.ArrayList;
import java.util.List;

/** What a comparison tests. Stateless. */
final class CellChecks {

    private static final String WHOLE = "comparison";

    private CellChecks() {}

    static List<Check> of(Comparison comparison) {
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
}
