package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.statistics.SampleSize;
import java.util.OptionalInt;

/** How many observations would tell what those there are do not. Stateless. */
final class Observations {

    /** Nobody waits for more. */
    private static final int MOST = 1_000;

    private Observations() {}

    /**
     * Pairs, or values on each side, if the change is as it looks; empty where it lies too near to
     * its margin, or too little is known.
     */
    static OptionalInt needed(CellResult cell) {
        Double estimate = cell.change().estimateShare();
        Double margin = cell.definition().marginShare();
        Double sigma = cell.change().sigmaShare();
        Double level = cell.change().level();
        if (estimate == null || margin == null || sigma == null || level == null) {
            return OptionalInt.empty();
        }
        if (!(level > 0 && level < 1)) {
            return OptionalInt.empty();
        }
        double worse = cell.definition().lowerIsBetter() ? estimate : -estimate;
        OptionalInt needed =
                new SampleSize(level, SampleSize.USUAL_POWER)
                        .pairs(sigma, Math.abs(worse - margin));
        return needed.isPresent() && needed.getAsInt() <= MOST ? needed : OptionalInt.empty();
    }
}
