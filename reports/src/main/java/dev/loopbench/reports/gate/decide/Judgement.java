package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Change;
import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.CellResult.Definition;
import dev.loopbench.reports.gate.model.CellResult.Observed;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.SampleSize;
import dev.loopbench.reports.gate.statistics.Shift;
import org.jspecify.annotations.Nullable;

/**
 * What the pairs so far say of one cell. Immutable. Differences are natural logarithms of ratios,
 * positive where head is worse.
 *
 * @param level of each one-sided bound, after the look's share of the error budget and Holm's step
 * @param control over the pairs of base against itself; null where there is none
 * @param confirmation null where none was needed, or none has taken place
 */
public record Judgement(
        GatedCell cell,
        Verdict verdict,
        Shift shift,
        double level,
        @Nullable Shift control,
        @Nullable Confirmation confirmation) {

    /** At the level, as is {@link #upper}; infinite where so few pairs cannot say. */
    double lower() {
        return shift.lowerBound(level);
    }

    double upper() {
        return shift.upperBound(level);
    }

    /** That the change is within the margin, before any correction. */
    double pValue() {
        return shift.pAbove(cell.marginLog());
    }

    /**
     * The smallest difference that so many pairs find in nine of ten campaigns; infinite where the
     * level asks for more pairs than there are, so that no bound is finite.
     */
    double detectable() {
        if (Double.isInfinite(lower())) {
            return Double.POSITIVE_INFINITY;
        }
        return cell.marginLog()
                + new SampleSize(level, SampleSize.USUAL_POWER)
                        .detectableExcess(shift.sigma(), shift.size());
    }

    public Judgement as(Verdict changed) {
        return new Judgement(cell, changed, shift, level, control, confirmation);
    }

    Judgement withControl(Shift measured) {
        return new Judgement(cell, verdict, shift, level, measured, confirmation);
    }

    Judgement with(Confirmation fresh) {
        return new Judgement(cell, verdict, shift, level, control, fresh);
    }

    /**
     * As a comparison tells it.
     *
     * @param base values in the cell's unit, as {@code head}
     */
    public CellResult result(@Nullable String reason, double[] base, double[] head) {
        return new CellResult(
                Definition.of(cell),
                verdict,
                reason,
                Observed.of(shift.size(), base, head),
                Change.of(cell.cell(), shift, level, control).against(pValue(), detectable()),
                confirmation);
    }
}
