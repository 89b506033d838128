package dev.loopbench.probes.merge;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.result.Histogram;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The histogram of all values of several histograms: as if one recorder had seen them.
 *
 * <p>Confined to one thread. Counts, minimum and maximum are exact; the sum is taken back from each
 * mean, to the nanosecond as long as it is below 2^51 ns, which is 26 days.
 */
final class HistogramSum {

    private final org.HdrHistogram.Histogram sum =
            new org.HdrHistogram.Histogram(
                    1, LatencyRecorder.HIGHEST_NANOS, LatencyRecorder.SIGNIFICANT_DIGITS);
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;
    private double sumNanos;

    HistogramSum() {
        sum.setAutoResize(true);
    }

    /** Of one leg of all {@code parts}; null where none of them has it. */
    static <T> @Nullable Histogram orNull(
            List<T> parts, Function<T, @Nullable Histogram> histogram) {
        List<Histogram> present = parts.stream().map(histogram).filter(Objects::nonNull).toList();
        return present.isEmpty() ? null : of(present);
    }

    /** As the other; null where one of them lacks it: the others would look like the whole. */
    static <T> @Nullable Histogram ofAllOrNull(
            List<T> parts, Function<T, @Nullable Histogram> histogram) {
        List<Histogram> present = parts.stream().map(histogram).filter(Objects::nonNull).toList();
        return present.size() < parts.size() ? null : of(present);
    }

    static Histogram of(List<Histogram> parts) {
        HistogramSum sum = new HistogramSum();
        parts.forEach(sum::add);
        return sum.result();
    }

    /** Sum of all values of {@code histogram}. */
    static double sumNanos(Histogram histogram) {
        Double mean = histogram.meanNanos();
        return mean == null ? 0 : Math.rint(mean * histogram.count());
    }

    void add(Histogram part) {
        sum.add(Histograms.decode(part));
        sumNanos += sumNanos(part);
        if (part.minNanos() != null) {
            minNanos = Math.min(minNanos, part.minNanos());
        }
        if (part.maxNanos() != null) {
            maxNanos = Math.max(maxNanos, part.maxNanos());
        }
    }

    Histogram result() {
        return Histograms.of(sum, minNanos, sumNanos, maxNanos);
    }

    /** All values so far, for reading only. */
    org.HdrHistogram.Histogram histogram() {
        return sum;
    }

    long minNanos() {
        return minNanos;
    }

    long maxNanos() {
        return maxNanos;
    }

    double sumNanos() {
        return sumNanos;
    }
}
