package dev.loopbench.probes.node.trace;

import org.jspecify.annotations.Nullable;

/**
 * A job of the pool, as far as events tell of it. Immutable.
 *
 * @param request null where a worker did something that nobody is known to have asked for
 * @param span null where no worker is known to have taken it
 */
public record PoolJob(@Nullable Request request, @Nullable Span span, State state) {

    /** An instant before the recording began. */
    public static final long BEFORE = Long.MIN_VALUE;

    /** An instant after it ended. */
    public static final long AFTER = Long.MAX_VALUE;

    /** What is known of a job. */
    public enum State {
        /** All four instants. */
        DONE,
        /** It had no callback yet when the recording ended, and was on a worker. */
        RUNNING,
        /** It waited for a worker then. */
        QUEUED,
        /** Before a worker took it. */
        CANCELLED,
        /** It began before the recording, or came back after it. */
        AT_EDGE,
        /** Some of its events are missing. */
        UNPAIRED,
        /**
         * So many events of its kind are missing that nobody can tell which span is whose: its
         * request and its span may be those of two jobs.
         */
        AMBIGUOUS
    }

    /**
     * What the loop's thread saw of it.
     *
     * @param kind what Node calls the work
     * @param loopId the thread that asked for it and gets the callback
     * @param submittedNanos or {@link #BEFORE}
     * @param completedNanos when its callback was about to run, or {@link #AFTER}
     * @param broken whether one of the two was lost, so that it is not known to be outside of the
     *     recording
     */
    public record Request(
            String kind,
            long loopId,
            long submittedNanos,
            long completedNanos,
            int result,
            boolean broken) {

        boolean isWhole() {
            return submittedNanos != BEFORE && completedNanos != AFTER && !broken;
        }

        boolean isUnderWay() {
            return completedNanos == AFTER && !broken;
        }
    }

    /**
     * What a worker saw of it.
     *
     * @param freeNanos when the worker had finished what it did before, so that it took this job
     *     later; {@link #BEFORE} where nothing is known before it
     * @param startedNanos or {@link #BEFORE}
     * @param finishedNanos or {@link #AFTER}
     * @param nextNanos when the worker started what it did next, so that it had handed this job
     *     over by then; {@link #AFTER} where nothing is known after it
     * @param broken whether one of the two events was lost and is the other one here
     */
    public record Span(
            String kind,
            long workerId,
            long freeNanos,
            long startedNanos,
            long finishedNanos,
            long nextNanos,
            boolean broken) {

        boolean isWhole() {
            return startedNanos != BEFORE && finishedNanos != AFTER && !broken;
        }
    }

    /** What people call the work. */
    public String kind() {
        return NodeNames.ofWork(request != null ? request.kind : span != null ? span.kind : "");
    }
}
