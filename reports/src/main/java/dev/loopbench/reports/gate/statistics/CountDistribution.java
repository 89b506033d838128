package dev.loopbench.reports.gate.statistics;

/**
 * How often a count of differences above the true shift comes out as it does, if nothing but chance
 * is at work. Immutable.
 */
interface CountDistribution {

    /** The largest count there is; the smallest is zero. */
    int most();

    /** The probability of {@code count} or more. */
    double survival(int count);

    /**
     * The smallest count that is as rare as the level; {@code most() + 1} where even the largest is
     * more frequent.
     */
    default int critical(double level) {
        int low = 0;
        int high = most() + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (survival(middle) <= level) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
