package dev.loopbench.reports.gate.model;

import dev.loopbench.reports.gate.model.Comparison.CellResult;

/** Results of cells with no more in them than tests ask for. */
public final class CellResults {

    private CellResults() {}

    /** Lower is better, and the margin is 3 %. */
    public static CellResult of(
            String name,
            boolean gated,
            Verdict verdict,
            double estimateShare,
            double lowerShare,
            double upperShare) {
        return new CellResult(
                name,
                gated,
                false,
                "ns",
                true,
                gated ? (Double) 0.03 : null,
                verdict,
                null,
                12,
                1e6,
                1e6,
                estimateShare,
                lowerShare,
                upperShare,
                0.001,
                null,
                0.02,
                null,
                null,
                null);
    }
}
