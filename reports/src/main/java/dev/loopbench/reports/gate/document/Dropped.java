package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison;
import java.util.List;

/** Cells that were not declared, in words. Stateless. */
public final class Dropped {

    private Dropped() {}

    /** {@code return.mean: its forks scatter by 31%}, a cell each. */
    public static List<String> sentences(Comparison comparison) {
        return comparison.droppedCells().stream()
                .map(cell -> cell.name() + ": " + cell.reason())
                .toList();
    }
}
