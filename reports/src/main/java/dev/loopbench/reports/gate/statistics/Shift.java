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
 *
 * <p>The list is as long as the square of the observations, and is never made: how much of it lies
 * up to a value is counted along its two sorted sides, in as many steps as there are observations,
 * and an order statistic is the least value up to which enough of it lies.
 */
public final class Shift {

    private final int size;
    private final Differences differences;
    private final CountDistribution chance;
    private final double sigma;

    private Shift(int size, Differences differences, CountDistribution chance, double sigma) {
        this.size = size;
        this.differences = differences;
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
                new WalshAverages(ascending(differences)),
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
     * beyond, as {@link RankSum} has it.
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
                new EachWithEach(ascending(base), ascending(head)),
                chance,
                Math.hypot(Spread.of(base).deviation(), Spread.of(head).deviation()));
    }

    /** The observations' count that the power of a test depends on: pairs, or the smaller side. */
    public int size() {
        return size;
    }

    /** The median of the differences; NaN of none. */
    public double estimate() {
        int count = differences.count();
        if (count == 0) {
            return Double.NaN;
        }
        double upper = differences.smallest(count / 2 + 1);
        return count % 2 == 1 ? upper : (differences.smallest(count / 2) + upper) / 2;
    }

    /**
     * The shift is above this with a confidence of {@code 1 - level}; negative infinity where so
     * few observations cannot say.
     */
    public double lowerBound(double level) {
        int critical = chance.critical(Level.checked(level));
        return critical > differences.count()
                ? Double.NEGATIVE_INFINITY
                : differences.smallest(differences.count() - critical + 1);
    }

    /** The shift is below this with a confidence of {@code 1 - level}; else positive infinity. */
    public double upperBound(double level) {
        int critical = chance.critical(Level.checked(level));
        return critical > differences.count()
                ? Double.POSITIVE_INFINITY
                : differences.smallest(critical);
    }

    /**
     * Of the hypothesis that the shift is at most {@code value}: one-sided, exact, conservative
     * with ties.
     */
    public double pAbove(double value) {
        return chance.survival(differences.count() - differences.notAbove(value));
    }

    /**
     * Standard deviation of the differences of pairs; of unpaired samples, of one from each side.
     * NaN where there are too few for one.
     */
    public double sigma() {
        return sigma;
    }

    private static double[] ascending(double[] observations) {
        double[] sorted = observations.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** What has no value must not get here: neither order nor sums survive it. */
    private static void requireFinite(double[] observations) {
        for (double observation : observations) {
            if (!Double.isFinite(observation)) {
                throw new IllegalArgumentException("not a finite number: " + observation);
            }
        }
    }

    /** A list of values that rise along both its sides, counted without being made. */
    private interface Differences {

        int count();

        /** How many of them are at most {@code value}. */
        int notAbove(double value);

        double least();

        double most();

        /** The {@code rank}-th of them in ascending order, from 1. */
        default double smallest(int rank) {
            long low = ordered(least());
            long high = ordered(most());
            while (low < high) {
                long middle = low + ((high - low) >>> 1);
                if (notAbove(value(middle)) >= rank) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return value(low) + 0.0; // of the two zeros the one without a sign
        }

        /** Numbers in the order of the values: their bits, negative ones turned round. */
        private static long ordered(double value) {
            long bits = Double.doubleToLongBits(value);
            return bits >= 0 ? bits : bits ^ Long.MAX_VALUE;
        }

        private static double value(long ordered) {
            return Double.longBitsToDouble(ordered >= 0 ? ordered : ordered ^ Long.MAX_VALUE);
        }
    }

    /** The mean of each value and each that is not before it, itself included. */
    private static final class WalshAverages implements Differences {

        private final double[] ascending;

        WalshAverages(double[] ascending) {
            this.ascending = ascending;
        }

        @Override
        public int count() {
            return Math.toIntExact((long) ascending.length * (ascending.length + 1) / 2);
        }

        @Override
        public int notAbove(double value) {
            int found = 0;
            int second = ascending.length - 1;
            for (int first = 0; first <= second; first++) {
                while (second >= first && average(first, second) > value) {
                    second--;
                }
                found += Math.max(0, second - first + 1);
            }
            return found;
        }

        @Override
        public double least() {
            return ascending[0];
        }

        @Override
        public double most() {
            return ascending[ascending.length - 1];
        }

        private double average(int first, int second) {
            return (ascending[first] + ascending[second]) / 2;
        }
    }

    /** Each value of head less each of base. */
    private static final class EachWithEach implements Differences {

        private final double[] base;
        private final double[] head;

        EachWithEach(double[] base, double[] head) {
            this.base = base;
            this.head = head;
        }

        @Override
        public int count() {
            return base.length * head.length;
        }

        @Override
        public int notAbove(double value) {
            int found = 0;
            int after = 0;
            for (double before : base) {
                while (after < head.length && head[after] - before <= value) {
                    after++;
                }
                found += after;
            }
            return found;
        }

        @Override
        public double least() {
            return head[0] - base[base.length - 1];
        }

        @Override
        public double most() {
            return head[head.length - 1] - base[0];
        }
    }
}
