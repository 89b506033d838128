package dev.loopbench.reports.gate.statistics;

import java.util.Arrays;

/**
 * Differences in order, and how many of them chance puts above the true shift: estimate, bounds and
 * p values are all read off this one list, so that they cannot disagree.
 *
 * <p>Immutable. A difference that equals the value in question counts for neither side: with ties
 * the exact test then rejects less often than its level allows, never more.
 */
final class OrderedDifferences {

    private final double[] ascending;
    private final CountDistribution chance;

    /**
     * @param differences become this object's own
     */
    OrderedDifferences(double[] differences, CountDistribution chance) {
        Arrays.sort(differences);
        ascending = differences;
        this.chance = chance;
    }

    double median() {
        return Median.ofSorted(ascending);
    }

    double lowerBound(double level) {
        int critical = chance.critical(level);
        return critical > ascending.length
                ? Double.NEGATIVE_INFINITY
                : ascending[ascending.length - critical];
    }

    double upperBound(double level) {
        int critical = chance.critical(level);
        return critical > ascending.length ? Double.POSITIVE_INFINITY : ascending[critical - 1];
    }

    double pAbove(double value) {
        return chance.survival(ascending.length - notAbove(value));
    }

    private int notAbove(double value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
