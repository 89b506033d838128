package dev.loopbench.reports.gate.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far observations scatter. Immutable.
 *
 * @param size how many observations
 * @param deviation their standard deviation, with n - 1; NaN of fewer than two
 */
public record Spread(int size, double deviation) {

    public static Spread of(double... observations) {
        int size = observations.length;
        if (size < 2) {
            return new Spread(size, Double.NaN);
        }
        double sum = 0;
        for (double observation : observations) {
            sum += observation;
        }
        double mean = sum / size;
        double squares = 0;
        for (double observation : observations) {
            double distance = observation - mean;
            squares += distance * distance;
        }
        return new Spread(size, Math.sqrt(squares / (size - 1)));
    }

    /**
     * The true standard deviation is below this with a confidence of {@code 1 - level}, if the
     * observations are normal: few of them often scatter less than many will. NaN of fewer than
     * two.
     */
    public double upperBound(double level) {
        if (size < 2) {
            return Double.NaN;
        }
        int freedom = size - 1;
        double least =
                ChiSquaredDistribution.of(freedom)
                        .inverseCumulativeProbability(Level.checked(level));
        return deviation * Math.sqrt(freedom / least);
    }
}
