package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Comparison.CellResult;
import dev.loopbench.reports.gate.model.Comparison.Confirmation;
import dev.loopbench.reports.gate.model.Judgement;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.Median;
import dev.loopbench.reports.gate.statistics.Shift;
import org.jspecify.annotations.Nullable;

/**
 * What the values of two sides come to, as a comparison tells it: differences become shares of the
 * figure in its own direction, and what is not finite is not known. Immutable.
 */
public final class CellSummary {

    private final Cell cell;
    private final int size;
    private final @Nullable Double baseMedian;
    private final @Nullable Double headMedian;

    /**
     * @param base values, as {@code head}; empty where there are none
     */
    public CellSummary(Cell cell, double[] base, double[] head) {
        this.cell = cell;
        size = Math.min(base.length, head.length);
        baseMedian = finite(Median.of(base));
        headMedian = finite(Median.of(head));
    }

    /**
     * A gated cell that was held against its margin.
     *
     * @param verdict the judgement's, or what the values say beside it
     */
    public CellResult judged(
            Judgement judgement, double marginShare, Verdict verdict, @Nullable String reason) {
        Double control = judgement.control();
        return result(
                marginShare,
                verdict,
                reason,
                judgement.pairs(),
                judgement.estimate(),
                judgement.lower(),
                judgement.upper(),
                judgement.level(),
                judgement.pValue(),
                judgement.sigma(),
                judgement.detectable(),
                control == null ? Double.NaN : control,
                judgement.confirmation());
    }

    /**
     * A cell that was measured and held against nothing.
     *
     * @param marginShare null where it is not gated
     * @param control difference of base from itself; NaN where it is not known
     */
    public CellResult measured(
            Shift shift,
            double level,
            double control,
            @Nullable Double marginShare,
            Verdict verdict,
            @Nullable String reason) {
        return result(
                marginShare,
                verdict,
                reason,
                shift.size(),
                shift.estimate(),
                shift.lowerBound(level),
                shift.upperBound(level),
                level,
                Double.NaN,
                shift.sigma(),
                Double.NaN,
                control,
                null);
    }

    /** A gated cell without a verdict, as it or another is missing. */
    public CellResult missing(double marginShare, String reason) {
        double unknown = Double.NaN;
        return result(
                marginShare,
                Verdict.INCONCLUSIVE,
                reason,
                size,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                unknown,
                null);
    }

    /** From differences, in the words of {@link Judgement}. */
    private CellResult result(
            @Nullable Double marginShare,
            Verdict verdict,
            @Nullable String reason,
            int pairs,
            double estimate,
            double lower,
            double upper,
            double level,
            double pValue,
            double sigma,
            double detectable,
            double control,
            Judgement.@Nullable Confirmation fresh) {
        // Bounds turn round where more is better.
        boolean turns = !cell.lowerIsBetter();
        return new CellResult(
                cell.name(),
                marginShare != null,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                marginShare,
                verdict,
                reason,
                pairs,
                baseMedian,
                headMedian,
                change(estimate),
                change(turns ? upper : lower),
                change(turns ? lower : upper),
                finite(level),
                finite(pValue),
                finite(Math.expm1(sigma)),
                finite(Math.expm1(detectable)),
                change(control),
                fresh == null ? null : confirmation(fresh));
    }

    private Confirmation confirmation(Judgement.Confirmation fresh) {
        return new Confirmation(
                fresh.pairs(),
                cell.changeShare(fresh.estimate()),
                change(fresh.lower()),
                fresh.confirmed());
    }

    private @Nullable Double change(double difference) {
        return Double.isFinite(difference) ? cell.changeShare(difference) : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
