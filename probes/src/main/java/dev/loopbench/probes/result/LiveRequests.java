package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a server that goes on, since the measured time began. Immutable.
 *
 * @param count answered
 * @param status count by status; null where none was told
 * @param totalNanos the times of all of them, as {@link ServerFigures.Requests#response} has them
 * @param p50Nanos null for too few, as the other percentiles and the maximum are
 */
public record LiveRequests(
        long count,
        @Nullable SortedMap<String, Long> status,
        long totalNanos,
        @Nullable Long p50Nanos,
        @Nullable Long p90Nanos,
        @Nullable Long p99Nanos,
        @Nullable Long maxNanos) {}
