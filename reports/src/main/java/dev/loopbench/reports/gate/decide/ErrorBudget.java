package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.Comparison.Look;
import java.util.ArrayList;
import java.util.List;

/**
 * When a campaign looks at its pairs, and what each look may spend of the false alarms promised.
 *
 * <p>Immutable. The shares of all looks there can ever be add up to one, so that the promise holds
 * however often somebody looks again (Bonferroni over looks), for any number of cells, and also
 * where the true change lies exactly on the margin.
 */
public final class ErrorBudget {

    private static final int[] FIRST_PAIRS = {12, 20, 30};
    private static final double[] FIRST_SHARES = {0.25, 0.20, 0.40};

    /** Each later look has so many times the pairs of the one before. */
    private static final double GROWTH = 1.5;

    private final Rules rules;

    public ErrorBudget(Rules rules) {
        this.rules = rules;
    }

    /**
     * The looks that are left once so many are spent: at least one, at the most pairs there may be.
     */
    public List<Look> looksFrom(int looksSpent) {
        if (looksSpent < 0) {
            throw new IllegalArgumentException("looks spent cannot be " + looksSpent);
        }
        List<Look> looks = new ArrayList<>();
        int index = looksSpent;
        int pairs;
        do {
            pairs = Math.min(scheduledPairs(index), rules.maxPairs());
            looks.add(new Look(pairs, share(index)));
            index++;
        } while (pairs < rules.maxPairs());
        return List.copyOf(looks);
    }

    /** The family's level at that look: over all its cells together. */
    double level(Look look) {
        return rules.falseAlarmShare() * look.budgetShare();
    }

    /**
     * How many pairs the look of this index waits for unless the most are fewer: 12, 20, 30, 45.
     */
    public static int scheduledPairs(int index) {
        if (index < FIRST_PAIRS.length) {
            return FIRST_PAIRS[index];
        }
        long pairs = FIRST_PAIRS[FIRST_PAIRS.length - 1];
        for (int look = FIRST_PAIRS.length; look <= index && pairs < Rules.MOST_PAIRS; look++) {
            pairs = Math.round(pairs * GROWTH);
        }
        return (int) Math.min(pairs, Rules.MOST_PAIRS);
    }

    /** After the first looks, half of what is left each. */
    static double share(int index) {
        if (index < FIRST_SHARES.length) {
            return FIRST_SHARES[index];
        }
        double left = 1;
        for (double share : FIRST_SHARES) {
            left -= share;
        }
        return Math.scalb(left, FIRST_SHARES.length - 1 - index);
    }
}
