package dev.loopbench.reports.gate.model;

/**
 * A cell declared before the first pair is measured. Immutable.
 *
 * @param marginShare how much worse it may be: 0.03 is three per cent
 */
public record GatedCell(String name, double marginShare) {

    public GatedCell {
        if (!(marginShare >= 0 && Double.isFinite(marginShare))) {
            throw new IllegalArgumentException(
                    "the margin of " + name + " is a share from 0 on, not " + marginShare);
        }
    }

    /** As a natural logarithm, the unit of differences. */
    public double marginLog() {
        return Math.log1p(marginShare);
    }
}
