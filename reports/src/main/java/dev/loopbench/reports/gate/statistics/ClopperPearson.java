package dev.loopbench.reports.gate.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Exact one-sided bounds of a probability, from how often something happened (Clopper and Pearson
 * 1934). Immutable.
 *
 * @param events of the trials in which it happened
 * @param trials at least one
 */
public record ClopperPearson(int events, int trials) {

    public ClopperPearson {
        if (trials < 1 || events < 0 || events > trials) {
            throw new IllegalArgumentException(events + " of " + trials + " is no share");
        }
    }

    /** The probability is above this with a confidence of {@code 1 - level}. */
    public double lowerBound(double level) {
        Level.checked(level);
        return events == 0
                ? 0
                : BetaDistribution.of(events, trials - events + 1.0)
                        .inverseCumulativeProbability(level);
    }

    /** The probability is below this with a confidence of {@code 1 - level}. */
    public double upperBound(double level) {
        Level.checked(level);
        return events == trials
                ? 1
                : BetaDistribution.of(events + 1.0, trials - events)
                        .inverseSurvivalProbability(level);
    }
}
