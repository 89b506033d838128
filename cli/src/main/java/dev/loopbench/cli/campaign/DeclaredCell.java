package dev.loopbench.cli.campaign;

import dev.loopbench.reports.cell.Cell;
import dev.loopbench.reports.gate.GatedCell;

/**
 * A cell that is gated, and how much worse it may be. Immutable.
 *
 * @param marginShare of the base's value
 */
record DeclaredCell(Cell cell, double marginShare) {

    String name() {
        return cell.name();
    }

    GatedCell gated() {
        return new GatedCell(cell.name(), marginShare);
    }
}
