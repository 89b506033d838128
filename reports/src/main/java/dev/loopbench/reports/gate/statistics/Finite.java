package dev.loopbench.reports.gate.statistics;

/** Observations that can be compared at all. Immutable. */
final class Finite {

    private Finite() {}

    /** What has no value must not get here: neither order nor sums survive it. */
    static double[] all(double[] observations) {
        for (double observation : observations) {
            if (!Double.isFinite(observation)) {
                throw new IllegalArgumentException("not a finite number: " + observation);
            }
        }
        return observations;
    }
}
