package dev.loopbench.reports.gate.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many pairs a signed-rank test needs, and what so many can detect.
 *
 * <p>Immutable. Of normal differences: the sample size of a z test, plus z²/2 because the spread is
 * estimated from the same pairs (Guenther 1981), over the signed-rank test's efficiency 3/π. Shifts
 * and sigmas have one unit; an excess is the shift beyond the margin.
 *
 * @param level of the one-sided test
 * @param power with which a shift is found
 */
public record SampleSize(double level, double power) {

    /** In nine campaigns of ten. */
    public static final double USUAL_POWER = 0.9;

    /** Fewer pairs show hardly any distribution, however small the spread. */
    static final int LEAST_PAIRS = 8;

    /** 3/π, as three digits. */
    private static final double EFFICIENCY = 0.955;

    public SampleSize {
        Level.checked(level);
        Level.checked(power);
    }

    /** As many that even the smallest p value there is, 2^-n, is below the level. */
    public static int leastPairs(double level) {
        return -Math.getExponent(Level.checked(level));
    }

    /** Empty where no number of pairs would do. */
    public OptionalInt pairs(double sigma, double excess) {
        if (!(excess > 0)) {
            return OptionalInt.empty();
        }
        double distances = (zLevel() + zPower()) * sigma / excess;
        double pairs = Math.ceil((distances * distances + unknownSpread()) / EFFICIENCY);
        if (!(pairs < Integer.MAX_VALUE)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Math.max((int) pairs, Math.max(LEAST_PAIRS, leastPairs(level))));
    }

    /** The smallest excess that so many pairs find; infinite where they find none at all. */
    public double detectableExcess(double sigma, int pairs) {
        double effective = EFFICIENCY * pairs - unknownSpread();
        if (pairs < leastPairs(level) || effective <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return (zLevel() + zPower()) * sigma / Math.sqrt(effective);
    }

    private double unknownSpread() {
        return zLevel() * zLevel() / 2;
    }

    private double zLevel() {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(level);
    }

    private double zPower() {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(power);
    }
}
