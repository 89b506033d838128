package dev.loopbench.cli.gate.study;

import dev.loopbench.reports.gate.model.Comparison;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a proof came to. Immutable.
 *
 * @param unchanged base against itself
 * @param delayed base against base with a delay, one for each
 * @param complete false if it was interrupted or a campaign failed
 * @param failure of the campaign that ended it; null if none did
 */
public record ProofResult(
        CampaignSeries unchanged,
        List<CampaignSeries> delayed,
        boolean complete,
        Comparison.@Nullable Outcome failure) {

    /** A delay that is found less often is not found reliably. */
    private static final double FOUND_SHARE = 0.95;

    /** Whether nothing was a false alarm. */
    public boolean isQuiet() {
        return unchanged.red() == 0;
    }

    /** Whether a delay was found as often as it has to be, of few campaigns in each. */
    public static boolean isFound(CampaignSeries series) {
        return series.finished() > 0 && series.red() >= FOUND_SHARE * series.campaigns().size();
    }

    /** Whether all the others said that they could promise nothing: that is no miss. */
    static boolean isFoundOrRefused(CampaignSeries series) {
        return series.red() + series.refused() >= FOUND_SHARE * series.campaigns().size();
    }

    public boolean passes() {
        return complete && isQuiet() && delayed.stream().allMatch(ProofResult::isFound);
    }

    /** Whether all that was not found is what the gate said it could not find. */
    public boolean isRefused() {
        return complete
                && isQuiet()
                && delayed.stream().allMatch(ProofResult::isFoundOrRefused)
                && !delayed.stream().allMatch(ProofResult::isFound);
    }
}
