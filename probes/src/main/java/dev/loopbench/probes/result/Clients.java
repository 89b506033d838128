package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the connections: who made the load, and whether it kept up.
 *
 * @param process where they ran
 * @param unavailable reasons by the name of a figure, also of those in groups
 */
public record Clients(
        Place process,
        Counts counts,
        Exchange exchange,
        Generator generator,
        SortedMap<String, String> unavailable) {

    /**
     * What became of the connections.
     *
     * @param connections asked for
     * @param connected of them, those that were open at the end
     * @param reconnects connections made anew as the server had ended the last one between two
     *     requests
     * @param keepAliveResets requests that failed as the server ended the kept connection just as
     *     they were sent: neither retried nor counted as wrong
     * @param churned connections closed and opened anew on purpose
     */
    public record Counts(
            long connections,
            long connected,
            long reconnects,
            @Nullable Long keepAliveResets,
            @Nullable Long churned) {}

    /**
     * What went over them.
     *
     * @param bytesSent of payload; what TCP adds is not counted
     * @param status replies by status code, 1xx left out; null where the protocol has none
     * @param slowest null if no connection finished a round trip
     */
    public record Exchange(
            long bytesSent,
            long bytesReceived,
            @Nullable SortedMap<String, Long> status,
            @Nullable Slowest slowest) {}

    /**
     * The load generator itself.
     *
     * @param loopUtilizationShare of its own loop
     * @param loopDelayP99Nanos of its own loop: what its figures may be late by
     * @param cpuNanos of its process, within the measured time: part of what {@link
     *     Host.Others#otherCpuCores} counts, and none of strangers
     */
    public record Generator(
            @Nullable Double loopUtilizationShare,
            @Nullable Long loopDelayP99Nanos,
            @Nullable Long cpuNanos) {}

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
