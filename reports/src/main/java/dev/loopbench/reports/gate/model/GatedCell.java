package dev.loopbench.reports.gate.model;

import java.util.Comparator;
import java.util.List;

/**
 * A cell declared before the first pair is measured. Immutable.
 *
 * @param marginShare how much worse it may be: 0.03 is three per cent
 */
public record GatedCell(Cell cell, double marginShare) {

    public GatedCell {
        if (!(marginShare >= 0 && Double.isFinite(marginShare))) {
            throw new IllegalArgumentException(
                    "the margin of " + cell.name() + " is a share from 0 on, not " + marginShare);
        }
    }

    /** All these, counters first. */
    public static List<GatedCell> all(List<Cell> cells, Margins margins) {
        return cells.stream()
                .map(cell -> new GatedCell(cell, margins.of(cell)))
                .sorted(Comparator.comparing(gated -> !gated.cell().isCounter()))
                .toList();
    }

    public String name() {
        return cell.name();
    }

    /** As a natural logarithm, the unit of differences. */
    public double marginLog() {
        return Math.log1p(marginShare);
    }
}
