package dev.loopbench.reports.gate.statistics;

import java.util.Arrays;

/** The middle of values, or halfway between the two in the middle. Stateless. */
public final class Median {

    private Median() {}

    /** In any order; NaN of none. */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted);
    }

    static double ofSorted(double[] sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
