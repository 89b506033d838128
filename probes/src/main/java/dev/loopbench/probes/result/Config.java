package dev.loopbench.probes.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param workload what the run is about: the first of {@code workloads}, or what was served
 * @param parameters of the workload, defaults included, as text in the units of the command line
 * @param scenario the name of the mix; null where it has none
 * @param workloads all that ran on the measured loop
 * @param block null where nothing blocks the loop
 * @param injected delays the run was made slower by, such as {@code service} by {@code 10%}; null
 *     where there are none
 */
public record Config(
        String workload,
        SortedMap<String, String> parameters,
        @Nullable String scenario,
        List<Work> workloads,
        PoolConfig pool,
        Load load,
        Warmup warmup,
        @Nullable Block block,
        @Nullable SortedMap<String, String> injected,
        int repeats) {

    /**
     * One workload among others.
     *
     * @param name the kind of its operations
     * @param startNanos after the first one's begin
     */
    public record Work(
            String name,
            String workload,
            SortedMap<String, String> parameters,
            Load load,
            long startNanos) {}

    /**
     * @param slowLane whether slow I/O had a lane of its own; without, it could take all threads
     */
    public record PoolConfig(int threads, int slowThreads, boolean slowLane, Source source) {

        /** Where a pool's size came from. */
        public enum Source implements Worded {
            /** Nobody said anything. */
            DEFAULT("default"),
            /** The command line. */
            OPTION("--threads"),
            /** The environment variable of that name. */
            ENVIRONMENT("UV_THREADPOOL_SIZE"),
            /** The scenario's file. */
            SCENARIO("scenario"),
            /** So many were seen at work, and there may be more. */
            AT_LEAST("at least"),
            /** So many were seen at work, and all of them while jobs waited. */
            SEEN_FULL("seen full"),
            /** In a report of a later version, in a word that this one does not know. */
            UNKNOWN("unknown");

            private final String word;

            Source(String word) {
                this.word = word;
            }

            @Override
            public String word() {
                return word;
            }
        }
    }

    /**
     * @param operations that ended
     * @param unfinished operations that had not ended when its time was over: what they hold, they
     *     still held when the measured time began
     * @param steady null if the length was given and nobody asked
     */
    public record Warmup(
            Mode mode,
            long durationNanos,
            long operations,
            long unfinished,
            @Nullable Boolean steady) {

        /** What ended a warm-up. */
        public enum Mode implements Worded {
            /**
             * Operations took the same time again and again, or the longest time given was over.
             */
            AUTO("auto"),
            /** The time given was over. */
            FIXED("fixed"),
            /** There was none. */
            NONE("none"),
            /** The clients said so. */
            CLIENTS("clients"),
            /** In a report of a later version, in a word that this one does not know. */
            UNKNOWN("unknown");

            private final String word;

            Mode(String word) {
                this.word = word;
            }

            @Override
            public String word() {
                return word;
            }
        }
    }

    /**
     * @param everyNanos from one to the next; null where there is one alone, at {@code atNanos}
     *     after the measured time began
     * @param forNanos length of one; null where the size of its work was given
     * @param size of the work, given or found to take so long, in words; null where time itself is
     *     the measure
     */
    public record Block(
            String with,
            @Nullable Long everyNanos,
            @Nullable Long atNanos,
            @Nullable Long forNanos,
            @Nullable String size) {}
}
