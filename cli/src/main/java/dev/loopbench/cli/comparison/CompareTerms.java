package dev.loopbench.cli.comparison;

import dev.loopbench.reports.cell.Cell;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What saved reports are compared by. Immutable.
 *
 * @param cells that the user named; empty for those the reports are fit for
 * @param marginShare of cells that have none in {@code margins}
 * @param inconclusiveFails whether it is a failure that the reports cannot tell
 * @param advisory whether nothing is a failure
 */
public record CompareTerms(
        List<Cell> cells,
        double marginShare,
        SortedMap<String, Double> margins,
        double falseAlarmShare,
        boolean inconclusiveFails,
        boolean advisory) {

    /** What does not depend on the machine's speed needs no more room than rounding. */
    private static final double COUNTER_MARGIN = 0.005;

    public CompareTerms {
        cells = List.copyOf(cells);
        margins = Collections.unmodifiableSortedMap(new TreeMap<>(margins));
    }

    double margin(Cell cell) {
        return margins.getOrDefault(cell.name(), cell.isCounter() ? COUNTER_MARGIN : marginShare);
    }
}
