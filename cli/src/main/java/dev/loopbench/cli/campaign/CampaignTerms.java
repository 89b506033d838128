package dev.loopbench.cli.campaign;

import dev.loopbench.reports.cell.Cell;
import dev.loopbench.reports.cell.Margins;
import dev.loopbench.reports.comparison.Comparison;
import dev.loopbench.reports.gate.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed on before a campaign begins. Immutable.
 *
 * @param base the command's words, for the document; {@code head} likewise
 * @param cells to gate; empty for those that the trial finds worth it
 * @param pairsGiven whether the user named the number of pairs: then no plan goes beyond it
 * @param detectShare the change that is to be found; null if any is welcome
 * @param budgetNanos that the campaign may take; null if it takes what it needs
 * @param timeoutNanos that a fork may take
 * @param seed of the order of the forks
 * @param inconclusiveFails whether no verdict is a failure
 * @param earlier whose pairs are added first; null for a campaign of its own
 */
public record CampaignTerms(
        List<String> base,
        List<String> head,
        List<Cell> cells,
        Margins margins,
        Rules rules,
        boolean pairsGiven,
        @Nullable Double detectShare,
        @Nullable Long budgetNanos,
        long timeoutNanos,
        long seed,
        boolean inconclusiveFails,
        @Nullable Comparison earlier) {

    public CampaignTerms {
        base = List.copyOf(base);
        head = List.copyOf(head);
        cells = List.copyOf(cells);
    }

    /** The same of another head. */
    public CampaignTerms against(List<String> other, long orderSeed) {
        return new CampaignTerms(
                base,
                other,
                cells,
                margins,
                rules,
                pairsGiven,
                detectShare,
                budgetNanos,
                timeoutNanos,
                orderSeed,
                inconclusiveFails,
                earlier);
    }

    /** Whether a pilot has to say what can be afforded. */
    boolean isPlanned() {
        return detectShare != null || budgetNanos != null;
    }
}
