package dev.loopbench.reports.gate.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much worse each cell may be. Immutable.
 *
 * @param ofTimes of every cell that is no counter and not in {@code byName}
 * @param byName of cells by their names
 */
public record Margins(double ofTimes, SortedMap<String, Double> byName) {

    /** Of two sides that were measured in turns. */
    public static final double DEFAULT_SHARE = 0.03;

    /** What does not depend on the machine's speed needs no more room than rounding. */
    private static final double COUNTER_SHARE = 0.005;

    public Margins {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    public double of(Cell cell) {
        Double own = byName.get(cell.name());
        if (own != null) {
            return own;
        }
        return cell.isCounter() ? COUNTER_SHARE : ofTimes;
    }
}
