package dev.loopbench.reports.openmetrics;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The buckets of every distribution: the same edges whatever was measured, so that documents can be
 * added up. Stateless.
 */
final class Buckets {

    /** 1, 2 and 5 of each decade, from a microsecond on. */
    private static final long[] STEPS = {1, 2, 5};

    private static final long FIRST_NANOS = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(100);

    private Buckets() {}

    /** How many values lie at or below each edge in seconds, to the histogram's precision. */
    static SortedMap<Double, Long> cumulative(Histogram values) {
        SortedMap<Double, Long> counts = new TreeMap<>();
        for (long decade = FIRST_NANOS; decade <= LAST_NANOS; decade *= 10) {
            for (long step : STEPS) {
                long edge = decade * step;
                if (edge <= LAST_NANOS) {
                    counts.put(Seconds.of(edge), values.getCountBetweenValues(0, edge));
                }
            }
        }
        return counts;
    }
}
