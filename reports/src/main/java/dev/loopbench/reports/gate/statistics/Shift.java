package dev.loopbench.reports.gate.statistics;

/**
 * How far one sample lies from another, or pairs from zero: a Hodges-Lehmann estimate with exact
 * one-sided bounds. Immutable.
 *
 * <p>Values have the unit of the observations. Every bound and every p value comes from one count
 * of one set of differences, so that {@code lowerBound(a) > s} exactly where {@code pAbove(s) <=
 * a}.
 */
public interface Shift {

    /** The observations' count that the power of a test depends on: pairs, or the smaller side. */
    int size();

    /** The median of the differences; NaN of none. */
    double estimate();

    /**
     * The shift is above this with a confidence of {@code 1 - level}; negative infinity where so
     * few observations cannot say.
     */
    double lowerBound(double level);

    /** The shift is below this with a confidence of {@code 1 - level}; else positive infinity. */
    double upperBound(double level);

    /**
     * Of the hypothesis that the shift is at most {@code value}: one-sided, exact, conservative
     * with ties.
     */
    double pAbove(double value);

    /**
     * Standard deviation of the differences of pairs; of unpaired samples, of one from each side.
     * NaN where there are too few for one.
     */
    double sigma();
}
