package dev.loopbench.loopcore.workload;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What became of a workload's connections. Immutable.
 *
 * @param connections opened
 * @param connected of them, those that can still be used
 * @param reconnects made in place of connections that the server ended after a reply
 * @param slowest null if no connection had a round trip
 */
public record ConnectionFigures(
        int connections,
        int connected,
        long reconnects,
        long bytesSent,
        long bytesReceived,
        @Nullable Slowest slowest) {

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
