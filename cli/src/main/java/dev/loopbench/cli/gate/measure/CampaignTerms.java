package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.decide.LookLevels;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Fitness;
import dev.loopbench.reports.gate.model.Margins;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed on before a campaign begins. Immutable.
 *
 * @param earlier whose pairs are added first; null for a campaign of its own
 */
public record CampaignTerms(
        Sides sides, Gating gating, Effort effort, Forks forks, @Nullable Comparison earlier) {

    /**
     * What is compared.
     *
     * @param base the command's words, for the document; {@code head} likewise
     * @param vary names of parameters in which the sides may differ
     */
    public record Sides(List<String> base, List<String> head, SortedSet<String> vary) {

        public Sides {
            base = List.copyOf(base);
            head = List.copyOf(head);
            vary = Collections.unmodifiableSortedSet(new TreeSet<>(vary));
        }
    }

    /**
     * What is promised of it.
     *
     * @param cells to gate; empty for those that a pilot shows can decide
     * @param inconclusiveFails whether no verdict is a failure
     */
    public record Gating(
            List<Cell> cells, Margins margins, Rules rules, boolean inconclusiveFails) {

        public Gating {
            cells = List.copyOf(cells);
        }
    }

    /**
     * What it may cost.
     *
     * @param pairsGiven whether the user named the number of pairs: then no plan goes beyond it
     * @param detectShare the change that is to be found; null if any is welcome
     * @param budgetNanos that the campaign may take, waiting for a quiet machine included; null if
     *     it takes what it needs
     */
    public record Effort(
            boolean pairsGiven, @Nullable Double detectShare, @Nullable Long budgetNanos) {}

    /**
     * How its forks run.
     *
     * @param timeoutNanos that a fork may take
     * @param seed of their order
     */
    public record Forks(long timeoutNanos, long seed) {}

    /**
     * Of cells that the campaign chooses by itself there are as few as its pairs can tell of.
     *
     * @throws UsageException if so few pairs can come to no verdict, whatever they show
     */
    public void requirePossible() throws UsageException {
        int named = Math.max(1, gating.cells().size());
        LookLevels levels =
                new LookLevels(
                        gating.rules(), earlier == null ? 0 : earlier.terms().looksSpent(), named);
        if (!levels.canTell(gating.rules().maxPairs())) {
            throw new UsageException(
                    "--pairs %d can come to no verdict on %s with %s of false alarms: it takes at least %d."
                            .formatted(
                                    gating.rules().maxPairs(),
                                    named == 1 ? "any cell" : named + " cells",
                                    Numbers.roundShare(gating.rules().falseAlarmShare()),
                                    levels.leastPairs()));
        }
    }

    /** The same of another head. */
    public CampaignTerms against(List<String> other, long orderSeed) {
        return new CampaignTerms(
                new Sides(sides.base(), other, sides.vary()),
                gating,
                effort,
                new Forks(forks.timeoutNanos(), orderSeed),
                earlier);
    }

    /** Whether the campaign itself has to find out what can be gated. */
    boolean choosesCells() {
        return gating.cells().isEmpty();
    }

    /** What a percentile of a gated cell must have in a fork: no more where a pilot chose it. */
    Fitness fitness() {
        boolean chosen = choosesCells() || (earlier != null && earlier.dropped() != null);
        return chosen ? Fitness.AFTER_PILOT : Fitness.GATE;
    }

    /** Whether a pilot has to say what can be afforded. */
    boolean isPlanned() {
        return effort.detectShare() != null || effort.budgetNanos() != null;
    }
}
