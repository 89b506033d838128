package dev.loopbench.loopcore.workload;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a workload's connections. Immutable.
 *
 * @param connections asked for
 * @param connected of them, those that can still be used
 * @param anew made in place of others
 * @param status answers by status; null where the protocol has none
 * @param slowest null if no connection had a round trip
 */
public record ConnectionFigures(
        int connections,
        int connected,
        Anew anew,
        long bytesSent,
        long bytesReceived,
        @Nullable SortedMap<String, Long> status,
        @Nullable Slowest slowest) {

    /**
     * Connections that were made in place of others.
     *
     * @param reconnects after the server had ended the last one between two requests
     * @param keepAliveResets requests that failed as the server did so just then
     * @param churned by the workload's own doing
     */
    public record Anew(long reconnects, long keepAliveResets, long churned) {

        private Anew and(Anew other) {
            return new Anew(
                    reconnects + other.reconnects,
                    keepAliveResets + other.keepAliveResets,
                    churned + other.churned);
        }
    }

    /**
     * Both together. There is no median of their slowest round trips: of both of them it is not to
     * be had.
     */
    public ConnectionFigures and(ConnectionFigures other) {
        return new ConnectionFigures(
                connections + other.connections,
                connected + other.connected,
                anew.and(other.anew),
                bytesSent + other.bytesSent,
                bytesReceived + other.bytesReceived,
                both(status, other.status),
                null);
    }

    private static @Nullable SortedMap<String, Long> both(
            @Nullable SortedMap<String, Long> one, @Nullable SortedMap<String, Long> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((code, count) -> sum.merge(code, count, Long::sum));
        return Collections.unmodifiableSortedMap(sum);
    }

    /** Over connections: the slowest round trip each of them had, from the send. */
    public record Slowest(long minNanos, long medianNanos, long maxNanos) {

        /** Null for none. The lower of two medians. */
        public static @Nullable Slowest of(long[] nanos) {
            if (nanos.length == 0) {
                return null;
            }
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Slowest(
                    sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
        }
    }
}
