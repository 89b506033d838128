package dev.loopbench.reports.comparison;

import dev.loopbench.reports.cell.Cell;
import dev.loopbench.reports.comparison.Comparison.CellResult;
import dev.loopbench.reports.comparison.Comparison.Confirmation;
import dev.loopbench.reports.gate.Judgement;
import dev.loopbench.reports.gate.Verdict;
import dev.loopbench.reports.statistics.Median;
import dev.loopbench.reports.statistics.Shift;
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
        Judgement.Confirmation fresh = judgement.confirmation();
        Double control = judgement.control();
        return new CellResult(
                cell.name(),
                true,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                marginShare,
                verdict.words(),
                reason,
                judgement.pairs(),
                baseMedian,
                headMedian,
                change(judgement.estimate()),
                lower(judgement.lower(), judgement.upper()),
                upper(judgement.lower(), judgement.upper()),
                finite(judgement.level()),
                finite(judgement.pValue()),
                finite(Math.expm1(judgement.sigma())),
                finite(Math.expm1(judgement.detectable())),
                control == null ? null : change(control),
                fresh == null ? null : confirmation(fresh));
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
        double lower = shift.lowerBound(level);
        double upper = shift.upperBound(level);
        return new CellResult(
                cell.name(),
                marginShare != null,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                marginShare,
                verdict.words(),
                reason,
                shift.size(),
                baseMedian,
                headMedian,
                change(shift.estimate()),
                lower(lower, upper),
                upper(lower, upper),
                level,
                null,
                finite(Math.expm1(shift.sigma())),
                null,
                change(control),
                null);
    }

    /** A gated cell without a verdict, as it or another is missing. */
    public CellResult missing(double marginShare, String reason) {
        return new CellResult(
                cell.name(),
                true,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                marginShare,
                Verdict.INCONCLUSIVE.words(),
                reason,
                size,
                baseMedian,
                headMedian,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Confirmation confirmation(Judgement.Confirmation fresh) {
        return new Confirmation(
                fresh.pairs(),
                cell.changeShare(fresh.estimate()),
                change(fresh.lower()),
                fresh.confirmed());
    }

    /** Bounds turn round where more is better. */
    private @Nullable Double lower(double lower, double upper) {
        return change(cell.lowerIsBetter() ? lower : upper);
    }

    private @Nullable Double upper(double lower, double upper) {
        return change(cell.lowerIsBetter() ? upper : lower);
    }

    private @Nullable Double change(double difference) {
        return Double.isFinite(difference) ? cell.changeShare(difference) : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
