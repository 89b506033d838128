package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worker pool over the run.
 *
 * @param utilizationShare busy time of all workers over threads times time
 */
public record Pool(
        int threads,
        Counts counts,
        Depth depth,
        double utilizationShare,
        Waiting waiting,
        List<WorkerUse> workers,
        List<Waiter> waiters,
        AtEnd atEnd) {

    /**
     * How often what happened to jobs.
     *
     * @param handOffs how often finished requests were handed to the loop: all that were there at
     *     once are one; null in reports that are older than the count
     */
    public record Counts(
            long submitted,
            long started,
            long completed,
            long cancelled,
            @Nullable Long handOffs) {}

    /**
     * How many jobs waited for a thread.
     *
     * @param depthMean time-weighted: the integral of the queue's length over time
     * @param depthSeries at most a few hundred points, each the largest depth since the one before
     */
    public record Depth(long depthMax, double depthMean, List<DepthPoint> depthSeries) {}

    /**
     * When jobs waited for a thread.
     *
     * @param littleResidualShare how far depth and waits disagree with Little's law; null if
     *     nothing waited
     * @param queuedWhileFullShare of all waiting, the part during which every worker was busy; the
     *     rest was waiting for an idle one to wake up. Null if nothing waited
     */
    public record Waiting(
            @Nullable Double littleResidualShare,
            @Nullable Double queueNonEmptyShare,
            @Nullable Double queuedWhileFullShare) {}

    /**
     * What had not ended at the instant the window closed.
     *
     * @param underWay what was running and queued, by kind; empty when all had ended
     * @param nested kinds of jobs that waited on their threads for others of this pool, as they
     *     stood then, or before an interrupt emptied the queue; empty where none did
     */
    public record AtEnd(List<UnderWay> underWay, List<Nested> nested) {}

    /**
     * From {@code atNanos} on up to {@code depth} jobs waited and {@code running} workers were
     * busy.
     */
    public record DepthPoint(long atNanos, long depth) {}

    /** One worker's share of the jobs and of the time. */
    public record WorkerUse(int worker, long jobs, long busyNanos) {}

    /**
     * How long jobs of one kind waited behind jobs of another; over the culprits this adds up to
     * all waiting of the victim.
     *
     * @param culprit a kind, or {@link #IDLE_THREAD}
     */
    public record Waiter(String victim, String culprit, long nanos) {

        /** A worker that had nothing to do but had not woken up yet. */
        public static final String IDLE_THREAD = "(idle thread)";
    }

    /**
     * Jobs of one kind that wait on their threads for jobs of another in the same pool. With as
     * many waiting threads as the pool has, and some of the others queued, it is stuck for good.
     *
     * @param waitsFor the kind of job they wait for
     * @param waitingThreads that did nothing but wait then
     * @param queued jobs waited for that had no thread then
     */
    public record Nested(String kind, String waitsFor, long waitingThreads, long queued) {}

    /**
     * Jobs of one kind that had not ended when the window closed.
     *
     * @param running on a thread
     * @param longestRunningNanos since a thread took the one it took first; 0 if none runs
     * @param longestQueuedNanos since the one that waits longest was submitted; 0 if none waits
     */
    public record UnderWay(
            String kind,
            long running,
            long longestRunningNanos,
            long queued,
            long longestQueuedNanos) {}
}
