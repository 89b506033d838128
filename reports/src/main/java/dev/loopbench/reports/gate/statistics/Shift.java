package dev.loopbench.reports.gate.statistics;

import java.util.Arrays;

/**
 * How far one sample lies from another, or pairs from zero: a Hodges-Lehmann estimate with exact
 * one-sided bounds, which are order statistics of one list of differences (Hodges and Lehmann 1963;
 * Hollander and Wolfe, sections 3.2 and 4.2).
 *
 * <p>Immutable. Values have the unit of the observations. Estimate, bounds and p values are all
 * read off that list, so that {@code lowerBound(a) > s} exactly where {@code pAbove(s) <= a}. A
 * difference that equals the value in question counts for neither side: with ties the exact test
 * then rejects less often than its level allows, never more.
 */
public final class Shift {

    /** Two thousand values a side, 32 MB while they are compared. */
    static final int MOST_DIFFERENCES = 4_000_000;

    private final int size;
    private final double[] ascending;
    private final CountDistribution chance;
    private final double sigma;

    private Shift(int size, double[] differences, CountDistribution chance, double sigma) {
        Arrays.sort(differences);
        this.size = size;
        this.ascending = differences;
        this.chance = chance;
        this.sigma = sigma;
    }

    /** {@link #paired(double[], SignedRank)} with a table of its own. */
    public static Shift paired(double... differences) {
        return paired(differences, SignedRank.of(differences.length));
    }

    /**
     * Of paired differences, from all their Walsh averages. Exact where each difference is as
     * likely so far above the shift as below (Wilcoxon's signed ranks).
     *
     * @param chance of as many pairs as there are differences
     */
    public static Shift paired(double[] differences, SignedRank chance) {
        if (chance.pairs() != differences.length) {
            throw new IllegalArgumentException(
                    differences.length + " differences, a table of " + chance.pairs());
        }
        requireFinite(differences);
        return new Shift(
                differences.length,
                walshAverages(differences),
                chance,
                Spread.of(differences).deviation());
    }

    /** {@link #unpaired(double[], double[], RankSum)} with a table of its own. */
    public static Shift unpaired(double[] base, double[] head) {
        return unpaired(base, head, RankSum.of(base.length, head.length));
    }

    /**
     * Of head from base where nothing pairs their values, from all differences of one value from
     * each side (Mann and Whitney 1947). Exact up to a hundred values a side and approximate
     * beyond, as {@link RankSum} has it; more than {@value #MOST_DIFFERENCES} differences are
     * refused.
     *
     * @param chance of as many values as either side has
     */
    public static Shift unpaired(double[] base, double[] head, RankSum chance) {
        if (chance.base() != base.length || chance.head() != head.length) {
            throw new IllegalArgumentException("the table is for other sizes");
        }
        requireFinite(base);
        requireFinite(head);
        return new Shift(
                Math.min(base.length, head.length),
                differences(base, head),
                chance,
                Math.hypot(Spread.of(base).deviation(), Spread.of(head).deviation()));
    }

    /** The observations' count that the power of a test depends on: pairs, or the smaller side. */
    public int size() {
        return size;
    }

    /** The median of the differences; NaN of none. */
    public double estimate() {
        return Median.ofSorted(ascending);
    }

    /**
     * The shift is above this with a confidence of {@code 1 - level}; negative infinity where so
     * few observations cannot say.
     */
    public double lowerBound(double level) {
        int critical = chance.critical(Level.checked(level));
        return critical > ascending.length
                ? Double.NEGATIVE_INFINITY
                : ascending[ascending.length - critical];
    }

    /** The shift is below this with a confidence of {@code 1 - level}; else positive infinity. */
    public double upperBound(double level) {
        int critical = chance.critical(Level.checked(level));
        return critical > ascending.length ? Double.POSITIVE_INFINITY : ascending[critical - 1];
    }

    /**
     * Of the hypothesis that the shift is at most {@code value}: one-sided, exact, conservative
     * with ties.
     */
    public double pAbove(double value) {
        return chance.survival(ascending.length - notAbove(value));
    }

    /**
     * Standard deviation of the differences of pairs; of unpaired samples, of one from each side.
     * NaN where there are too few for one.
     */
    public double sigma() {
        return sigma;
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

    private static double[] walshAverages(double[] differences) {
        int count = differences.length;
        double[] averages = new double[count * (count + 1) / 2];
        int next = 0;
        for (int first = 0; first < count; first++) {
            for (int second = first; second < count; second++) {
                averages[next++] = (differences[first] + differences[second]) / 2;
            }
        }
        return averages;
    }

    private static double[] differences(double[] base, double[] head) {
        long count = (long) base.length * head.length;
        if (count > MOST_DIFFERENCES) {
            throw new IllegalArgumentException(
                    base.length + " values against " + head.length + " are too many to compare");
        }
        double[] differences = new double[(int) count];
        int next = 0;
        for (double before : base) {
            for (double after : head) {
                differences[next++] = after - before;
            }
        }
        return differences;
    }

    /** What has no value must not get here: neither order nor sums survive it. */
    private static void requireFinite(double[] observations) {
        for (double observation : observations) {
            if (!Double.isFinite(observation)) {
                throw new IllegalArgumentException("not a finite number: " + observation);
            }
        }
    }
}
