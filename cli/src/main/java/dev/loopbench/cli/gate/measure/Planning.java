package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.decide.Course;
import dev.loopbench.reports.gate.decide.PairPlanner;
import dev.loopbench.reports.gate.decide.PairPlanner.PairPlan;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Comparison.Plan;
import dev.loopbench.reports.gate.model.Stage;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign takes here and what time allows, from what a pilot of controls shows. Immutable.
 */
final class Planning {

    /** Controls before the first look pair; they count as controls later. */
    static final int PILOT_PAIRS = 6;

    private final CampaignTerms terms;
    private final Evidence evidence;
    private final long pairNanos;

    /** Null where time is no object. */
    private final @Nullable Long leftNanos;

    /**
     * @param pairNanos that a pair of the pilot took, attempts included
     * @param elapsedNanos of the campaign so far
     */
    Planning(CampaignTerms terms, Evidence evidence, long pairNanos, long elapsedNanos) {
        this.terms = terms;
        this.evidence = evidence;
        this.pairNanos = Math.max(1, pairNanos);
        Long budget = terms.effort().budgetNanos();
        this.leftNanos = budget == null ? null : Math.max(0, budget - elapsedNanos);
    }

    /** The course's rules with the pairs that are planned. */
    Rules rules() {
        PairPlan plan = pairPlan();
        int pairs = Math.max(1, Math.max(plan.pairs(), lookPairsBefore()));
        return new Rules(terms.gating().rules().falseAlarmShare(), pairs, plan.confirmPairs());
    }

    /** Of the cells that are gated by now. */
    private PairPlan pairPlan() {
        List<double[]> pilot =
                evidence.declared().stream()
                        .map(cell -> evidence.differences(cell.cell(), Stage.CONTROL))
                        .toList();
        Double detect = terms.effort().detectShare();
        return new PairPlanner(evidence.rules(), evidence.declared(), evidence.looksSpentBefore())
                .plan(
                        pilot,
                        detect == null ? OptionalDouble.empty() : OptionalDouble.of(detect),
                        lookAndControlPairs());
    }

    Plan plan() {
        PairPlan plan = pairPlan();
        int pairs = rules().maxPairs();
        return new Plan(
                terms.effort().detectShare(),
                terms.effort().budgetNanos(),
                pairNanos,
                PILOT_PAIRS,
                pairs,
                plan.affordable() && evidence.levels().canTell(pairs),
                plan.cells());
    }

    /** The most pairs of base against head that the user's options allow together. */
    int mostPairs() {
        return PairPlanner.lookPairs(lookAndControlPairs());
    }

    /** From now on until so many pairs of base against head are there. */
    long costNanos(int pairs) {
        int fresh = Math.max(0, pairs - lookPairsBefore());
        int controls = pairs / Course.PAIRS_PER_CONTROL - evidence.pairs(Stage.CONTROL).size();
        return pairNanos * ((long) fresh + Math.max(0, controls));
    }

    /** Those there are included; time for one confirmation is put aside. */
    private int lookAndControlPairs() {
        int most =
                terms.effort().pairsGiven() ? terms.gating().rules().maxPairs() : Rules.MOST_PAIRS;
        int wanted = most + most / Course.PAIRS_PER_CONTROL;
        if (leftNanos == null) {
            return wanted;
        }
        long fresh = Math.max(0, leftNanos / pairNanos - terms.gating().rules().confirmPairs());
        int there = lookPairsBefore() + evidence.pairs(Stage.CONTROL).size();
        return (int) Math.min(wanted, there + fresh);
    }

    private int lookPairsBefore() {
        return evidence.pairs(Stage.LOOK).size();
    }
}
