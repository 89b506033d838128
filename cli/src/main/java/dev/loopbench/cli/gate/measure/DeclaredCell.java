package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Margins;
import java.util.Comparator;
import java.util.List;

/**
 * A cell that is gated, and how much worse it may be. Immutable.
 *
 * @param marginShare of the base's value
 */
record DeclaredCell(Cell cell, double marginShare) {

    /** Of all these, counters first. */
    static List<DeclaredCell> all(List<Cell> cells, Margins margins) {
        return cells.stream()
                .map(cell -> new DeclaredCell(cell, margins.of(cell)))
                .sorted(Comparator.comparing(declared -> !declared.cell().isCounter()))
                .toList();
    }

    String name() {
        return cell.name();
    }

    GatedCell gated() {
        return new GatedCell(cell.name(), marginShare);
    }
}
