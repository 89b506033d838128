package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the connections: who made the load, and whether it kept up.
 *
 * @param process where they ran
 * @param connections asked for
 * @param connected of them, those that were open at the end
 * @param reconnects connections made anew as the server had ended the last one between two requests
 * @param keepAliveResets requests that failed as the server ended the kept connection just as they
 *     were sent: neither retried nor counted as wrong
 * @param churned connections closed and opened anew on purpose
 * @param bytesSent of payload; what TCP adds is not counted
 * @param status replies by status code, 1xx left out; null where the protocol has none
 * @param slowest null if no connection finished a round trip
 * @param loopUtilizationShare of the load generator's own loop
 * @param loopDelayP99Nanos of the load generator's own loop: what its figures may be late by
 * @param cpuNanos of the load generator's process, within the measured time: part of what {@link
 *     Host.Others#otherCpuCores} counts, and none of strangers
 */
public record Clients(
        Place process,
        long connections,
        long connected,
        long reconnects,
        @Nullable Long keepAliveResets,
        @Nullable Long churned,
        long bytesSent,
        long bytesReceived,
        @Nullable SortedMap<String, Long> status,
        @Nullable Slowest slowest,
        @Nullable Double loopUtilizationShare,
        @Nullable Long loopDelayP99Nanos,
        @Nullable Long cpuNanos,
        SortedMap<String, String> unavailable) {

    /** Over connections: the slowest round trip each of them saw. */
    public record Slowest(long minNanos, long p50Nanos, long maxNanos) {}

    /** Where clients ran. */
    public enum Place implements Worded {
        /** In a process of their own. */
        OWN_PROCESS("own"),
        /** On the loop that was measured. */
        THIS_PROCESS("this"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Place(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
