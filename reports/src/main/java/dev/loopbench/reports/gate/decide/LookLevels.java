package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.Comparison.Look;
import dev.loopbench.reports.gate.statistics.SampleSize;
import java.util.List;

/**
 * The level of a cell at the last look of a campaign with so many pairs: the look's share of the
 * error budget, and Holm's first step over the cells. Immutable.
 */
public record LookLevels(Rules rules, int looksSpent, int cells) {

    public double ofLast(int pairs) {
        Rules withPairs = new Rules(rules.falseAlarmShare(), pairs, rules.confirmPairs());
        List<Look> looks = new ErrorBudget(withPairs).looksFrom(looksSpent);
        Look last = looks.get(looks.size() - 1);
        return rules.falseAlarmShare() * last.budgetShare() / cells;
    }

    /** Whether so many pairs can come to a verdict at all, whatever they show. */
    public boolean canTell(int pairs) {
        return pairs > 0 && pairs >= SampleSize.leastPairs(ofLast(pairs));
    }

    /** The fewest pairs that can come to a verdict. */
    public int leastPairs() {
        int pairs = 1;
        while (!canTell(pairs) && pairs < Rules.MOST_PAIRS) {
            pairs++;
        }
        return pairs;
    }

    /**
     * The smallest change for the worse, beyond a margin, that so many pairs find in nine of ten
     * campaigns: a logarithm, as {@code sigma} is. Infinite where they find none at all.
     */
    public double detectableExcess(double sigma, int pairs) {
        return new SampleSize(ofLast(pairs), SampleSize.USUAL_POWER).detectableExcess(sigma, pairs);
    }
}
