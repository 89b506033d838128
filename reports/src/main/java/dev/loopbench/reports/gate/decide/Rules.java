package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.statistics.SignedRank;

/**
 * What a campaign promises and may cost. Immutable.
 *
 * @param falseAlarmShare of campaigns without any change, at most so many find a regression in any
 *     of their cells
 * @param maxPairs the last look takes place with so many pairs, those of earlier campaigns included
 * @param confirmPairs at least so many fresh pairs confirm a candidate
 */
public record Rules(double falseAlarmShare, int maxPairs, int confirmPairs) {

    public static final double DEFAULT_FALSE_ALARM_SHARE = 0.01;
    public static final int DEFAULT_MAX_PAIRS = 30;
    public static final int DEFAULT_CONFIRM_PAIRS = 8;

    /** As many as there are exact tests for. */
    public static final int MOST_PAIRS = SignedRank.MOST_PAIRS;

    public Rules {
        if (!(falseAlarmShare > 0 && falseAlarmShare < 1)) {
            throw new IllegalArgumentException(
                    "a share of false alarms lies between 0 and 1, not at " + falseAlarmShare);
        }
        requirePairs(maxPairs);
        requirePairs(confirmPairs);
    }

    private static void requirePairs(int pairs) {
        if (pairs < 1 || pairs > MOST_PAIRS) {
            throw new IllegalArgumentException("1 to " + MOST_PAIRS + " pairs, not " + pairs);
        }
    }
}
