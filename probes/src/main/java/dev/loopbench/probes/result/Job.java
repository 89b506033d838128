package dev.loopbench.probes.result;

import org.jspecify.annotations.Nullable;

/**
 * One pool job. All times are offsets from the start of the run.
 *
 * @param worker -1 if it never ran
 */
public record Job(
        long id,
        String kind,
        int worker,
        long submittedNanos,
        @Nullable Long startedNanos,
        @Nullable Long finishedNanos,
        @Nullable Long completedNanos,
        @Nullable Long serviceCpuNanos,
        Outcome outcome) {
    /** What became of a job. */
    public enum Outcome implements Worded {
        OK("ok"),
        FAILED("failed"),
        /** Before a thread took it. */
        CANCELLED("cancelled"),
        /** On a thread when the window closed: the times of its end had not come. */
        RUNNING("running"),
        /** Waiting for a thread when the window closed. */
        QUEUED("queued"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
