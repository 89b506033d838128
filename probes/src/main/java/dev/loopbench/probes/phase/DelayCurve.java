package dev.loopbench.probes.phase;

import dev.loopbench.probes.result.Loop;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What an event that arrives at a uniformly random moment waits until the loop polls again.
 *
 * <p>Over the busy periods B of a time T: mean E[D] = ΣB² / 2T, tail P(D &gt; x) = Σ max(0, B − x)
 * / T, and the p-quantile is the x at which the tail is 1 − p. No timer probes the loop, so nothing
 * is omitted and nothing is disturbed. It is a lower bound of what a caller meets, who also waits
 * for his place in the batch.
 *
 * <p>Immutable. Nanoseconds. The mean is exact; tail and quantiles rest on the histogram and are as
 * precise as that, one part in a thousand.
 */
public final class DelayCurve {

    private final double meanNanos;
    private final long totalNanos;
    private final long maxNanos;

    /** Lengths in ascending order, and how many busy periods had each. */
    private final long[] lengthsNanos;

    private final long[] counts;

    /** Of index i: how many periods are longer than the i-th length, and by how much in all. */
    private final long[] longerCounts;

    private final double[] excessNanos;

    /**
     * @param lengths of all busy periods
     * @param minNanos the shortest of them, exact, as is {@code maxNanos}
     * @param sumOfSquares of all lengths
     * @param totalNanos the time in which these were all busy periods; with 0 every delay is 0
     */
    public static DelayCurve of(
            AbstractHistogram lengths,
            long minNanos,
            long maxNanos,
            double sumOfSquares,
            long totalNanos) {
        return new DelayCurve(lengths, minNanos, maxNanos, sumOfSquares, totalNanos);
    }

    private DelayCurve(
            AbstractHistogram busy,
            long minNanos,
            long maxNanos,
            double sumOfSquares,
            long totalNanos) {
        this.totalNanos = totalNanos;
        this.maxNanos = maxNanos;
        this.meanNanos = totalNanos > 0 ? sumOfSquares / 2.0 / totalNanos : 0.0;
        int size = 0;
        for (HistogramIterationValue ignored : busy.recordedValues()) {
            size++;
        }
        lengthsNanos = new long[size];
        counts = new long[size];
        longerCounts = new long[size];
        excessNanos = new double[size];
        int index = 0;
        for (HistogramIterationValue value : busy.recordedValues()) {
            long middle = busy.medianEquivalentValue(value.getValueIteratedTo());
            // Within the exact extremes: most of the delay comes from the longest period.
            lengthsNanos[index] = Math.min(Math.max(middle, minNanos), maxNanos);
            counts[index] = value.getCountAtValueIteratedTo();
            index++;
        }
        for (int i = size - 2; i >= 0; i--) {
            longerCounts[i] = longerCounts[i + 1] + counts[i + 1];
            excessNanos[i] =
                    excessNanos[i + 1]
                            + (double) longerCounts[i] * (lengthsNanos[i + 1] - lengthsNanos[i]);
        }
    }

    /** E[D], exact. */
    public double meanNanos() {
        return meanNanos;
    }

    /** The longest anyone can have waited: the longest busy period, exact. */
    public long maxNanos() {
        return maxNanos;
    }

    /** P(D &gt; {@code nanos}), 0 to 1; never grows with {@code nanos}. */
    public double tailShare(long nanos) {
        return totalNanos > 0 ? excessOver(nanos) / totalNanos : 0.0;
    }

    /**
     * The delay that a share {@code p} of all moments does not exceed.
     *
     * @param p 0 to 1
     */
    public long quantileNanos(double p) {
        double target = (1.0 - p) * totalNanos;
        if (lengthsNanos.length == 0 || excessOver(0) <= target) {
            return 0;
        }
        // The excess falls in straight lines between lengths: find the line, then the point on it.
        int above = 0;
        while (excessNanos[above] > target) {
            above++;
        }
        long slope = above == 0 ? total() : longerCounts[above - 1];
        return Math.round(lengthsNanos[above] - (target - excessNanos[above]) / slope);
    }

    /**
     * As reports have it.
     *
     * @param over shares of moments with a longer wait, as precise as whoever asks has them
     */
    public Loop.Delay toResult(List<Loop.Delay.Over> over) {
        return new Loop.Delay(
                meanNanos,
                quantileNanos(0.50),
                quantileNanos(0.90),
                quantileNanos(0.99),
                maxNanos,
                null,
                List.copyOf(over));
    }

    private double excessOver(long nanos) {
        int above = 0;
        while (above < lengthsNanos.length && lengthsNanos[above] <= nanos) {
            above++;
        }
        if (above == lengthsNanos.length) {
            return 0;
        }
        long longer = above == 0 ? total() : longerCounts[above - 1];
        return excessNanos[above] + (double) longer * (lengthsNanos[above] - nanos);
    }

    private long total() {
        return longerCounts[0] + counts[0];
    }
}
