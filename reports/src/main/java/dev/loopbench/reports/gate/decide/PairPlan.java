package dev.loopbench.reports.gate.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many pairs a campaign takes to find a change. Immutable.
 *
 * @param pairs of base against head at the last look: what {@link Rules#maxPairs} should be
 * @param confirmPairs that find the change again as surely; never below the rules'
 * @param affordable whether every cell's change is found within the pairs there may be; true where
 *     nothing particular was to be found
 */
public record PairPlan(int pairs, int confirmPairs, boolean affordable, List<CellPlan> cells) {

    public PairPlan {
        cells = List.copyOf(cells);
    }

    /**
     * What one cell asks for. Scatter is in logarithms of ratios.
     *
     * @param sigmaUpper what the true scatter is below, with a confidence of 80 %
     * @param pairsNeeded null where no number of pairs would do, or nothing was to be found
     * @param detectableShare the smallest change for the worse that the planned pairs find in nine
     *     of ten campaigns; null where they find none
     */
    public record CellPlan(
            String name,
            double sigma,
            double sigmaUpper,
            @Nullable Integer pairsNeeded,
            @Nullable Double detectableShare) {}
}
