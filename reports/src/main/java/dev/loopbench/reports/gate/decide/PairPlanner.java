package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.Comparison.PlannedCell;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.statistics.SampleSize;
import dev.loopbench.reports.gate.statistics.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plans a campaign's pairs from the scatter of a few pairs of base against itself.
 *
 * <p>Immutable. It rests on an upper bound of each scatter, for few pairs often scatter less than
 * many will; and on the level that a cell has at its look as the first of its family, for what
 * other cells and earlier looks find makes it easier only.
 */
public final class PairPlanner {

    /** So sure is the bound of the scatter: it is too low in one pilot of five. */
    static final double SPREAD_LEVEL = 0.2;

    /**
     * How many pairs a campaign takes to find a change.
     *
     * @param pairs of base against head at the last look: what {@link Rules#maxPairs} should be
     * @param confirmPairs that find the change again as surely; never below the rules'
     * @param affordable whether every cell's change is found within the pairs there may be; true
     *     where nothing particular was to be found
     */
    public record PairPlan(
            int pairs, int confirmPairs, boolean affordable, List<PlannedCell> cells) {

        public PairPlan {
            cells = List.copyOf(cells);
        }
    }

    private final Rules rules;
    private final List<GatedCell> cells;
    private final int looksSpent;

    /**
     * @param looksSpent of the earlier campaign that this one goes on with; 0 for a new one
     */
    public PairPlanner(Rules rules, List<GatedCell> cells, int looksSpent) {
        this.rules = rules;
        this.cells = List.copyOf(cells);
        this.looksSpent = looksSpent;
    }

    /**
     * @param pilot the differences of each cell over the pilot's pairs, at least two
     * @param detectShare the change for the worse to find; empty if any is welcome
     * @param affordablePairs of base against head and of base against base; the fresh pairs that
     *     only a candidate asks for come on top
     */
    public PairPlan plan(List<double[]> pilot, OptionalDouble detectShare, int affordablePairs) {
        List<Spread> spreads = spreads(pilot);
        int most = lookPairs(affordablePairs);
        if (detectShare.isEmpty()) {
            int pairs = Math.min(most, rules.maxPairs());
            List<OptionalInt> unasked = spreads.stream().map(none -> OptionalInt.empty()).toList();
            return new PairPlan(
                    pairs, rules.confirmPairs(), true, planned(spreads, unasked, pairs));
        }
        double change = Math.log1p(detectShare.getAsDouble());
        List<OptionalInt> needed = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            double excess = change - cells.get(cell).marginLog();
            needed.add(pairsNeeded(spreads.get(cell).upperBound(SPREAD_LEVEL), excess));
        }
        boolean affordable =
                needed.stream().allMatch(pairs -> pairs.isPresent() && pairs.getAsInt() <= most);
        int pairs =
                affordable
                        ? needed.stream().mapToInt(OptionalInt::getAsInt).max().orElse(most)
                        : most;
        return new PairPlan(
                pairs, confirmPairs(spreads, change), affordable, planned(spreads, needed, pairs));
    }

    private List<Spread> spreads(List<double[]> pilot) {
        if (pilot.size() != cells.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells, but a pilot of " + pilot.size());
        }
        if (pilot.stream().anyMatch(differences -> differences.length < 2)) {
            throw new IllegalArgumentException("a pilot takes at least two pairs");
        }
        return pilot.stream().map(Spread::of).toList();
    }

    /** So many of these are left once controls have had their share. */
    public static int lookPairs(int affordablePairs) {
        int controls = affordablePairs / (Course.PAIRS_PER_CONTROL + 1);
        return Math.max(0, Math.min(affordablePairs - controls, Rules.MOST_PAIRS));
    }

    /** At the first look that is late enough for its own level; it may be moved forward. */
    private OptionalInt pairsNeeded(double sigma, double excess) {
        int earlier = looksSpent == 0 ? 0 : ErrorBudget.scheduledPairs(looksSpent - 1);
        for (int index = looksSpent; earlier < Rules.MOST_PAIRS; index++) {
            int scheduled = ErrorBudget.scheduledPairs(index);
            OptionalInt pairs = sizeAt(index).pairs(sigma, excess);
            if (pairs.isPresent() && pairs.getAsInt() <= scheduled) {
                return OptionalInt.of(Math.max(pairs.getAsInt(), earlier + 1));
            }
            earlier = scheduled;
        }
        return OptionalInt.empty();
    }

    private SampleSize sizeAt(int index) {
        double level = rules.falseAlarmShare() * ErrorBudget.share(index) / cells.size();
        return new SampleSize(level, SampleSize.USUAL_POWER);
    }

    private int confirmPairs(List<Spread> spreads, double change) {
        SampleSize size = new SampleSize(rules.falseAlarmShare(), SampleSize.USUAL_POWER);
        int fresh =
                spreads.stream()
                        .map(spread -> size.pairs(spread.upperBound(SPREAD_LEVEL), change))
                        .mapToInt(pairs -> pairs.orElse(Rules.MOST_PAIRS))
                        .max()
                        .orElse(0);
        return Math.max(rules.confirmPairs(), Math.min(fresh, Rules.MOST_PAIRS));
    }

    private List<PlannedCell> planned(List<Spread> spreads, List<OptionalInt> needed, int pairs) {
        return IntStream.range(0, cells.size())
                .mapToObj(cell -> planned(cell, spreads.get(cell), needed.get(cell), pairs))
                .toList();
    }

    private PlannedCell planned(int cell, Spread spread, OptionalInt needed, int pairs) {
        double sigma = spread.upperBound(SPREAD_LEVEL);
        return new PlannedCell(
                cells.get(cell).name(),
                Math.expm1(spread.deviation()),
                Math.expm1(sigma),
                needed.isPresent() ? needed.getAsInt() : null,
                detectableShare(cells.get(cell).marginLog(), sigma, pairs));
    }

    private @Nullable Double detectableShare(double margin, double sigma, int pairs) {
        int last = looksSpent;
        while (ErrorBudget.scheduledPairs(last) < pairs) {
            last++;
        }
        double excess = sizeAt(last).detectableExcess(sigma, pairs);
        return Double.isInfinite(excess) ? null : (Double) Math.expm1(margin + excess);
    }
}
