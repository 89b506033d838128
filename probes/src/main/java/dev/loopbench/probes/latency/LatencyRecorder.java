package dev.loopbench.probes.latency;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of one duration: a fixed-size HdrHistogram and, beside it, what a histogram
 * rounds: minimum, maximum and sum.
 *
 * <p>Single writer; read by any thread after the writer has handed it over, and before that at a
 * {@link #glance}. Nanoseconds. Recording never allocates and never throws: a duration over {@link
 * #HIGHEST_NANOS} counts as that in the histogram and as an overflow beside it, its exact value
 * stays in maximum and sum. A negative duration is a fault of the instrument: counted by {@link
 * #negatives} and not recorded.
 */
public final class LatencyRecorder {

    /** Durations up to this are told apart; what lasts longer is no latency any more. */
    public static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Values are kept to one part in a thousand; 1 ns to 1 h then takes about 270 KB. */
    public static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram = new Histogram(1, HIGHEST_NANOS, SIGNIFICANT_DIGITS);
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;
    private long sumNanos;
    private long negatives;

    public void record(long nanos) {
        if (nanos < 0) {
            negatives++;
            return;
        }
        histogram.recordValue(Math.min(nanos, HIGHEST_NANOS));
        minNanos = Math.min(minNanos, nanos);
        maxNanos = Math.max(maxNanos, nanos);
        sumNanos += nanos;
    }

    /** Forgets everything. */
    public void reset() {
        histogram.reset();
        minNanos = Long.MAX_VALUE;
        maxNanos = 0;
        sumNanos = 0;
        negatives = 0;
    }

    /**
     * About a percentile, for any thread at any time: values that are recorded meanwhile may be
     * missing from it. Null where there are too few.
     */
    public @Nullable Long glance(Percentile percentile) {
        if (histogram.getTotalCount() < percentile.minimumCount()) {
            return null;
        }
        long nanos = histogram.getValueAtPercentile(percentile.percent());
        return nanos == 0 ? null : (Long) nanos; // read while it was being emptied
    }

    public long count() {
        return histogram.getTotalCount();
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    /** The exact smallest value; {@link Long#MAX_VALUE} before the first. */
    public long minNanos() {
        return minNanos;
    }

    /** The exact largest value; 0 before the first. */
    public long maxNanos() {
        return maxNanos;
    }

    public long sumNanos() {
        return sumNanos;
    }

    /** How many values ended before they began: each one a fault of the instrument. */
    public long negatives() {
        return negatives;
    }

    /** The live histogram, for reading only. */
    public Histogram histogram() {
        return histogram;
    }
}
