package dev.loopbench.probes.node.trace;

import java.util.Arrays;
import java.util.Optional;

/**
 * One event that a Node process recorded of its loop or its pool. Immutable.
 *
 * @param name what Node calls the work: {@code crypto}, {@code read}, {@code RunTimers}
 * @param threadId the system's id of the thread that it happened on
 * @param workId tells a piece of asynchronous work from the others of its name that are under way
 *     on its thread, and is used again when that has ended; 0 where there is none
 * @param atNanos by the clock of the process
 * @param durationNanos of {@link Mark#WHOLE}, else 0
 * @param result what the work ended with: negative where the system refused it, or a cancellation
 */
public record TraceEvent(
        Category category,
        Mark mark,
        String name,
        long threadId,
        long workId,
        long atNanos,
        long durationNanos,
        int result) {

    /** Node stamps events with whole microseconds. */
    static final long STEP_NANOS = 1_000;

    /** What an event is about, by Node's own categories. */
    public enum Category {
        /** Work whose begin and end on a worker are events of their own. */
        POOL_WORK("node.threadpoolwork"),
        /** Asynchronous calls of {@code fs}: what the worker did is not told. */
        FILE_SYSTEM("node.fs.async"),
        /** Lookups of names: those by the system use the pool, and what it did is not told. */
        LOOKUP("node.dns.native"),
        /** What the loop does in an iteration. */
        LOOP("node.environment"),
        /** Collections, among others. */
        ENGINE("v8");

        private final String word;

        Category(String word) {
            this.word = word;
        }

        /** As Node's option {@code --trace-event-categories} takes it. */
        public String word() {
            return word;
        }

        /**
         * @param categories of an event, as a trace has them: separated by commas, the wider ones
         *     first
         */
        public static Optional<Category> of(String categories) {
            String all = "," + categories + ",";
            return Arrays.stream(values())
                    .filter(one -> all.contains("," + one.word + ","))
                    .findFirst();
        }
    }

    /** Which end of the work an event marks, by the letters of the trace event format. */
    public enum Mark {
        /** Asynchronous work was handed over, on the loop's thread. */
        SUBMITTED('b'),
        /** Its callback is about to run there. */
        COMPLETED('e'),
        /** A thread began something. */
        STARTED('B'),
        /** It ended what it had begun. */
        FINISHED('E'),
        /** Both ends in one: it began at the event's instant. */
        WHOLE('X');

        private final char letter;

        Mark(char letter) {
            this.letter = letter;
        }

        public static Optional<Mark> of(String phase) {
            return phase.length() != 1
                    ? Optional.empty()
                    : Arrays.stream(values())
                            .filter(mark -> mark.letter == phase.charAt(0))
                            .findFirst();
        }
    }
}
