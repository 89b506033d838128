package dev.loopbench.reports.gate.statistics;

/**
 * How often a count of differences above the true shift comes out as it does, if nothing but chance
 * is at work. Immutable.
 */
sealed interface CountDistribution permits RankSum, SignedRank {

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

    /** The sum from each index to the last, small terms first so that far tails keep all digits. */
    static double[] tails(double[] probability) {
        double[] tails = new double[probability.length];
        double sum = 0;
        for (int count = probability.length - 1; count >= 0; count--) {
            sum += probability[count];
            tails[count] = Math.min(sum, 1);
        }
        return tails;
    }

    /** The probability of {@code count} or more, by its table of tails. */
    static double tail(double[] tails, int count) {
        if (count <= 0) {
            return 1;
        }
        return count < tails.length ? tails[count] : 0;
    }
}
