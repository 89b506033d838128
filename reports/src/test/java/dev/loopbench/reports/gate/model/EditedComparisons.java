package dev.loopbench.reports.gate.model;

import dev.loopbench.reports.gate.model.Comparison.Outcome;
import java.util.List;

/** Comparisons with one thing different. */
public final class EditedComparisons {

    private EditedComparisons() {}

    public static Comparison withCells(Comparison comparison, List<CellResult> cells) {
        return with(comparison, comparison.outcome(), cells);
    }

    public static Comparison withOutcome(Comparison comparison, Outcome outcome) {
        return with(comparison, outcome, comparison.cells());
    }

    private static Comparison with(Comparison comparison, Outcome outcome, List<CellResult> cells) {
        return new Comparison(
                comparison.schema(),
                comparison.origin(),
                new Comparison.State(comparison.durationNanos(), comparison.complete(), outcome),
                comparison.agreement(),
                comparison.sides(),
                new Comparison.Judged(cells, comparison.dropped(), comparison.seat()),
                comparison.pairs(),
                comparison.warnings());
    }
}
