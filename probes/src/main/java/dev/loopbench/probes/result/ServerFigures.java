package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server did for its clients, and what serving cost its process: the figures by which server
 * models are compared.
 *
 * @param requests null where nobody watches each of them
 * @param connectionCounts null where nobody counted
 * @param contextSwitches of the threads alive at the end
 * @param cpuNanos CPU time of all threads
 * @param unavailable reasons by the name of a figure, also of those in groups
 */
public record ServerFigures(
        Model model,
        @Nullable Requests requests,
        @Nullable Connections connectionCounts,
        ThreadCounts threadCounts,
        Footprint footprint,
        Host.@Nullable ContextSwitches contextSwitches,
        @Nullable Long cpuNanos,
        SortedMap<String, String> unavailable) {

    /**
     * What was answered in the measured time, as the server saw it. A request of the echo is what
     * was read at once.
     *
     * @param count answers the system has taken to their last byte
     * @param status answers by status code; null where the protocol has none
     * @param response from the moment the loop began to read the request to the moment the system
     *     had taken the answer, and all that waited for the same client with it. Waiting for the
     *     loop before that is not in it
     */
    public record Requests(
            long count,
            @Nullable Double perSecond,
            @Nullable SortedMap<String, Long> status,
            Histogram response) {}

    /**
     * Connections of the measured time.
     *
     * @param open at the end
     * @param accepted without those refused
     * @param refused beyond the limit of connections, closed at once
     * @param idleClosed at the keep-alive time-out
     */
    public record Connections(long open, long accepted, long refused, long idleClosed) {}

    /**
     * Platform threads of Java.
     *
     * @param threads the most that lived at once
     * @param threadsEnded those that ended in the run
     */
    public record ThreadCounts(long threads, long threadsEnded) {}

    /**
     * Memory of the process.
     *
     * @param rssBytes in RAM at the end
     * @param rssPeakBytes the most since the process started, warm-up included
     * @param stackReservedBytes address space of all threads' stacks at the end, the JVM's own
     *     included
     * @param stackCommittedBytes what of it was in use
     */
    public record Footprint(
            @Nullable Long rssBytes,
            @Nullable Long rssPeakBytes,
            @Nullable Long stackReservedBytes,
            @Nullable Long stackCommittedBytes) {}

    /** How a server serves its connections. */
    public enum Model implements Worded {
        /** All on the measured loop. */
        LOOP("loop"),
        /** Each on a platform thread of its own. */
        THREADS("threads"),
        /** Each on a virtual thread of its own. */
        VIRTUAL_THREADS("virtual-threads"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Model(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
