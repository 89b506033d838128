package dev.loopbench.cli.campaign;

import dev.loopbench.reports.gate.ErrorBudget;
import dev.loopbench.reports.gate.Look;
import dev.loopbench.reports.gate.Rules;
import dev.loopbench.reports.statistics.SampleSize;
import java.util.List;

/**
 * The level of a cell at the last look of a campaign with so many pairs: the look's share of the
 * error budget, and Holm's first step over the cells. Immutable.
 */
public record LookLevels(Rules rules, int looksSpent, int cells) {

    static LookLevels of(CampaignTerms terms, Evidence evidence) {
        return new LookLevels(
                terms.rules(),
                evidence.looksSpentBefore(),
                Math.max(1, evidence.declared().size()));
    }

    public double ofLast(int pairs) {
        Rules withPairs = new Rules(rules.falseAlarmShare(), pairs, rules.confirmPairs());
        List<Look> looks = new ErrorBudget(withPairs).looksFrom(looksSpent);
        Look last = looks.get(looks.size() - 1);
        return rules.falseAlarmShare() * last.budgetShare() / cells;
    }

    /** Whether so many pairs can come to a verdict at all, whatever they show. */
    boolean canTell(int pairs) {
        return pairs > 0 && pairs >= SampleSize.leastPairs(ofLast(pairs));
    }

    /** The fewest pairs that can come to a verdict. */
    int leastPairs() {
        int pairs = 1;
        while (!canTell(pairs) && pairs < Rules.MOST_PAIRS) {
            pairs++;
        }
        return pairs;
    }
}
