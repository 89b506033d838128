package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.statistics.Spread;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses which cells a campaign declares where nobody has named them: the largest family in which
 * each can decide, by the scatter of a pilot. Immutable.
 *
 * <p>The pilot's pairs are of base against base, and none of them is among those the campaign
 * judges. So whatever family is left, its false alarms are those of any family of that size: the
 * choice knows nothing of the difference between the sides, nor of the pairs that will show it.
 *
 * @param rules of the campaign; {@link Rules#maxPairs} is its last look
 * @param coarsestShare a cell decides if it finds a change for the worse of this size in nine of
 *     ten campaigns; more than its margin
 */
public record FamilyChoice(Rules rules, double coarsestShare) {

    /** What a gate has to find where nobody says: with less than that it is none. */
    public static final double COARSEST_SHARE = 0.25;

    /**
     * What a campaign is long enough to find in its best cell where nobody says: fresh pairs have
     * to confirm it, and few pilot pairs tell the scatter roughly, so that of fifteen per cent nine
     * in ten are found.
     */
    public static final double PLANNED_SHARE = 0.12;

    /**
     * @param cells the most telling ones first: where pairs allow only some, these stay
     * @param pilot the differences of each cell over the pilot's pairs, at least two
     * @return indices of the chosen ones, in their order
     */
    public List<Integer> choose(List<GatedCell> cells, List<double[]> pilot) {
        for (int family = cells.size(); family > 0; family--) {
            List<Integer> deciding = new ArrayList<>();
            for (int cell = 0; cell < cells.size() && deciding.size() < family; cell++) {
                if (detectableShare(cells.get(cell), pilot.get(cell), family) <= coarsestShare) {
                    deciding.add(cell);
                }
            }
            if (deciding.size() == family) {
                return List.copyOf(deciding);
            }
        }
        return List.of();
    }

    /**
     * The smallest change that the cell finds at the last look as one of a family of so many;
     * infinite if it finds none.
     */
    public double detectableShare(GatedCell cell, double[] pilot, int family) {
        double sigma = Spread.of(pilot).upperBound(PairPlanner.SPREAD_LEVEL);
        LookLevels levels = new LookLevels(rules, 0, family);
        if (!levels.canTell(rules.maxPairs())) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.expm1(cell.marginLog() + levels.detectableExcess(sigma, rules.maxPairs()));
    }

    /**
     * So many pairs that the best of the {@code main} cells finds the coarsest change in nine of
     * ten campaigns, as one of a family of all {@code cells}: at least the rules', and {@code most}
     * where no fewer do.
     *
     * @param main indices of cells
     */
    public int pairsFor(List<GatedCell> cells, List<double[]> pilot, List<Integer> main, int most) {
        for (int pairs = rules.maxPairs(); pairs < most; pairs++) {
            Rules longer = new Rules(rules.falseAlarmShare(), pairs, rules.confirmPairs());
            FamilyChoice choice = new FamilyChoice(longer, coarsestShare);
            for (int cell : main) {
                double found =
                        choice.detectableShare(cells.get(cell), pilot.get(cell), cells.size());
                if (found <= coarsestShare) {
                    return pairs;
                }
            }
        }
        return Math.max(most, rules.maxPairs());
    }
}
