package dev.loopbench.reports.gate.model;

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
                new CellResult.Definition(
                        name, gated, false, Dimension.NANOS, true, gated ? (Double) 0.03 : null),
                verdict,
                null,
                new CellResult.Observed(12, 1e6, 1e6),
                new CellResult.Change(
                        estimateShare, lowerShare, upperShare, 0.001, null, 0.02, null, null),
                null);
    }
}
