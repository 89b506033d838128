package dev.loopbench.cli.gate.study;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.ClopperPearson;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Campaigns that were all alike. Immutable.
 *
 * @param injected what head was delayed by, as {@code --inject} has it; null for nothing
 */
public record CampaignSeries(@Nullable String injected, List<Comparison> campaigns) {

    /** Each bound is wrong as often. */
    static final double LEVEL = 0.05;

    public CampaignSeries {
        campaigns = List.copyOf(campaigns);
    }

    /** Of those that came to a verdict. */
    public int finished() {
        return (int) finishedOnes().count();
    }

    /** Campaigns that called something a regression. */
    public int red() {
        return with(OutcomeKind.REGRESSION);
    }

    /** Campaigns that found the machine too noisy, or what was asked for not affordable. */
    public int refused() {
        return with(OutcomeKind.TOO_NOISY);
    }

    private int with(OutcomeKind kind) {
        return (int) campaigns.stream().filter(c -> is(c, kind)).count();
    }

    /** Gated cells of all finished campaigns together. */
    public int cells() {
        return (int) gated().count();
    }

    /** Of these, how many were called a regression. */
    public int redCells() {
        return (int) gated().filter(CampaignSeries::isRed).count();
    }

    /** In how many campaigns each cell was red. */
    public SortedMap<String, Integer> redByName() {
        SortedMap<String, Integer> red = new TreeMap<>();
        gated().filter(CampaignSeries::isRed)
                .forEach(cell -> red.merge(cell.name(), 1, Integer::sum));
        return red;
    }

    /** Of all such cells no larger share is red, with a confidence of 95 %. */
    public double redCellsShareMost() {
        return cells() == 0 ? 1 : new ClopperPearson(redCells(), cells()).upperBound(LEVEL);
    }

    /** Of all such campaigns, likewise. */
    public double redShareMost() {
        return finished() == 0 ? 1 : new ClopperPearson(red(), finished()).upperBound(LEVEL);
    }

    /** Of all such campaigns at least this share is red. */
    public double redShareLeast() {
        return finished() == 0 ? 0 : new ClopperPearson(red(), finished()).lowerBound(LEVEL);
    }

    /** The smaller half of the finished campaigns took no more pairs. */
    public int medianPairs() {
        int[] pairs =
                finishedOnes().mapToInt(campaign -> campaign.pairs().size()).sorted().toArray();
        return pairs.length == 0 ? 0 : pairs[(pairs.length - 1) / 2];
    }

    private Stream<Comparison> finishedOnes() {
        return campaigns.stream()
                .filter(Comparison::complete)
                .filter(c -> !is(c, OutcomeKind.TOO_NOISY));
    }

    private Stream<CellResult> gated() {
        return finishedOnes()
                .flatMap(campaign -> campaign.cells().stream())
                .filter(CellResult::gated);
    }

    private static boolean is(Comparison campaign, OutcomeKind kind) {
        return campaign.outcome().kind() == kind;
    }

    private static boolean isRed(CellResult cell) {
        return cell.verdict() == Verdict.REGRESSION;
    }
}
