package dev.loopbench.reports;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Change;
import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.CellResult.Definition;
import dev.loopbench.reports.gate.model.CellResult.Observed;
import dev.loopbench.reports.gate.model.Dimension;
import dev.loopbench.reports.gate.model.Verdict;
import org.jspecify.annotations.Nullable;

/** Cells of comparisons, with all that does not matter filled in. Immutable. */
public final class SampleCells {

    private final String name;
    private final double baseMedian;
    private final double estimate;
    private final double lower;
    private final double upper;
    private final double margin;

    private SampleCells(
            String name,
            double baseMedian,
            double estimate,
            double lower,
            double upper,
            double margin) {
        this.name = name;
        this.baseMedian = baseMedian;
        this.estimate = estimate;
        this.lower = lower;
        this.upper = upper;
        this.margin = margin;
    }

    /** Shares in the figure's own direction. */
    public static SampleCells changed(
            String name, double baseMedian, double estimate, double lower, double upper) {
        return new SampleCells(name, baseMedian, estimate, lower, upper, 0.03);
    }

    public static CellResult counter(String name, double change) {
        return new CellResult(
                new Definition(name, true, true, Dimension.COUNT, true, 0.005),
                Verdict.NO_REGRESSION,
                null,
                new Observed(12, 1.4, 1.4 * (1 + change)),
                new Change(change, change, change, 0.0005, 1.0, 0.0, 0.005, 0.0),
                null);
    }

    public static CellResult missing(String name, String reason) {
        return new CellResult(
                new Definition(name, true, false, Dimension.NANOS, true, 0.03),
                Verdict.INCONCLUSIVE,
                reason,
                new Observed(4, null, null),
                Change.UNKNOWN,
                null);
    }

    SampleCells margin(double share) {
        return new SampleCells(name, baseMedian, estimate, lower, upper, share);
    }

    public CellResult regression() {
        return result(
                Verdict.REGRESSION,
                0.002,
                SampleComparisons.confirmation(estimate * 0.97, estimate * 0.7));
    }

    CellResult regressionOfReports() {
        return result(Verdict.REGRESSION, null, null);
    }

    public CellResult noRegression() {
        return result(Verdict.NO_REGRESSION, -0.004, null);
    }

    public CellResult improvement() {
        return result(Verdict.IMPROVEMENT, -0.004, null);
    }

    public CellResult unconfirmed() {
        return result(Verdict.UNCONFIRMED, 0.001, new Confirmation(8, 0.01, -0.02, false));
    }

    public CellResult inconclusive() {
        return result(Verdict.INCONCLUSIVE, 0.006, null);
    }

    CellResult untrusted(double control) {
        return result(
                Verdict.UNTRUSTED,
                control,
                SampleComparisons.confirmation(estimate * 0.97, estimate * 0.7));
    }

    public CellResult information() {
        return result(Verdict.INFORMATION, null, null);
    }

    private CellResult result(
            Verdict verdict, @Nullable Double control, @Nullable Confirmation confirmation) {
        boolean gated = verdict != Verdict.INFORMATION;
        boolean isRate = name.endsWith("throughput");
        return new CellResult(
                new Definition(
                        name,
                        gated,
                        false,
                        isRate ? Dimension.PER_SECOND : Dimension.NANOS,
                        !isRate,
                        gated ? margin : null),
                verdict,
                null,
                new Observed(12, baseMedian, baseMedian * (1 + estimate)),
                new Change(
                        estimate,
                        lower,
                        upper,
                        gated ? 0.0005 : 0.05,
                        gated ? 0.0002 : null,
                        (upper - lower) / 2,
                        gated ? margin + (upper - lower) : null,
                        control),
                confirmation);
    }
}
