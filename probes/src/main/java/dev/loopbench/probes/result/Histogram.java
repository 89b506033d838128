package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One recorded distribution of durations.
 *
 * @param percentiles value by percentile: {@code 50 90 99 99.9}; null where there are too few
 *     values
 * @param encoded HdrHistogram, compressed, base64
 */
public record Histogram(
        String unit,
        long count,
        @Nullable Long minNanos,
        @Nullable Double meanNanos,
        @Nullable Long maxNanos,
        SortedMap<String, @Nullable Long> percentiles,
        String encoded) {

    public static final String UNIT = "ns";
}
