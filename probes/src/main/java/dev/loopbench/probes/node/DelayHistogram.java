package dev.loopbench.probes.node;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Samples of a loop's delay as Node's histogram keeps them: up to an hour, to three digits.
 * Nanoseconds.
 *
 * <p>Confined to the loop thread.
 */
public final class DelayHistogram {

    private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int SIGNIFICANT_DIGITS = 3;

    /** Node's: percentiles are told at each halving of the distance to 100. */
    private static final int TICKS_PER_HALF_DISTANCE = 1;

    private final Histogram histogram;
    private long exceeds;

    /**
     * @param lowestNanos shorter samples are not told apart
     */
    DelayHistogram(long lowestNanos) {
        this(new Histogram(lowestNanos, HIGHEST_NANOS, SIGNIFICANT_DIGITS), 0);
    }

    private DelayHistogram(Histogram histogram, long exceeds) {
        this.histogram = histogram;
        this.exceeds = exceeds;
    }

    void record(long nanos) {
        if (nanos > HIGHEST_NANOS) {
            exceeds++;
        } else {
            histogram.recordValue(Math.max(0, nanos));
        }
    }

    void reset() {
        histogram.reset();
        exceeds = 0;
    }

    /**
     * With the samples that a block has kept from being taken: a sampler that takes one each {@code
     * intervalNanos} sees a block of any length but once, so that its percentiles are those of the
     * samples and not of time (rule M08).
     */
    public DelayHistogram corrected(long intervalNanos) {
        return new DelayHistogram(
                histogram.copyCorrectedForCoordinatedOmission(intervalNanos), exceeds);
    }

    /** How many samples there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** How many samples were longer than an hour: they are nowhere else. */
    public long exceeds() {
        return exceeds;
    }

    /** {@link Long#MAX_VALUE} before the first sample (rule M11). */
    public long minNanos() {
        return isEmpty() ? Long.MAX_VALUE : histogram.getMinValue();
    }

    /** 0 before the first sample. */
    public long maxNanos() {
        return isEmpty() ? 0 : histogram.getMaxValue();
    }

    /** NaN before the first sample. */
    public double meanNanos() {
        return isEmpty() ? Double.NaN : histogram.getMean();
    }

    /** Standard deviation; NaN before the first sample. */
    public double deviationNanos() {
        return isEmpty() ? Double.NaN : histogram.getStdDeviation();
    }

    /**
     * @param percent above 0, up to 100
     * @throws IllegalArgumentException if it is not
     */
    public long percentileNanos(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "a percentile is above 0 and up to 100, not " + percent);
        }
        return histogram.getValueAtPercentile(percent);
    }

    /** The value at 0, 50, 75, 87.5 percent and so on, the maximum last. */
    public SortedMap<Double, Long> percentiles() {
        SortedMap<Double, Long> values = new TreeMap<>();
        for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
            values.put(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo());
        }
        if (values.isEmpty()) {
            values.put(100.0, 0L);
        }
        return Collections.unmodifiableSortedMap(values);
    }

    private boolean isEmpty() {
        return count() == 0;
    }
}
