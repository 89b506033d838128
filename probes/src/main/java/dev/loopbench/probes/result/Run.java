package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run as a whole.
 *
 * @param started ISO-8601 instant in UTC; null where a foreign source does not tell
 * @param durationNanos measured time, warm-up excluded
 * @param ending what ended it
 * @param seed of everything random in it
 * @param merged ids of the runs this report is the sum of; empty for a run of its own
 */
public record Run(
        String id,
        @Nullable String started,
        long durationNanos,
        Ending ending,
        long seed,
        List<String> command,
        List<String> merged) {

    /** What ended a run. */
    public enum Ending {
        /** All that was to be done has ended. */
        DONE("done"),
        /** What was in flight did not end within the time it was given. */
        DRAIN_TIMEOUT("drain-timeout"),
        /** The user, or who ran it, ended it before. */
        INTERRUPTED("interrupted");

        private final String word;

        Ending(String word) {
            this.word = word;
        }

        /** As reports write it. */
        public String word() {
            return word;
        }
    }

    /** False if the run was interrupted. */
    public boolean complete() {
        return ending != Ending.INTERRUPTED;
    }
}
