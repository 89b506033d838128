package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The worker pool over the run.
 *
 * @param threads at least so many, where {@link Config.PoolConfig.Source#AT_LEAST} says so
 * @param utilizationShare busy time of all workers over threads times time; null where it is not
 *     known how many threads there are
 */
public record Pool(
        int threads,
        Counts counts,
        Depth depth,
        @Nullable Double utilizationShare,
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
     * @param depthMax null where nobody looked, as is {@code depthMean}
     * @param depthMean time-weighted: the integral of the queue's length over time
     * @param depthSeries at most a few hundred points, each the largest depth since the one before
     */
    public record Depth(
            @Nullable Long depthMax, @Nullable Double depthMean, List<DepthPoint> depthSeries) {

        /** Of a queue that was looked at. */
        public Depth(long depthMax, double depthMean, List<DepthPoint> depthSeries) {
            this((Long) depthMax, (Double) depthMean, depthSeries);
        }
    }

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
     * @param culprit a kind, {@link #IDLE_THREAD} or {@link #UNSEEN}
     * @param estimated whether it was not seen when the victims' wait ended
     */
    public record Waiter(String victim, String culprit, long nanos, boolean estimated) {

        /** Of jobs that were seen to start. */
        public Waiter(String victim, String culprit, long nanos) {
            this(victim, culprit, nanos, false);
        }

        /** Both together, of the same two kinds: an estimate where one of them is. */
        public Waiter plus(Waiter other) {
            return new Waiter(victim, culprit, nanos + other.nanos, estimated || other.estimated);
        }

        /** Whether it is about the same jobs that waited. */
        public boolean hasVictimOf(Waiter other) {
            return victim.equals(other.victim);
        }

        /** A worker that had nothing to do but had not woken up yet. */
        public static final String IDLE_THREAD = "(idle thread)";

        /** A job of which only request and answer are known may have held a thread. */
        public static final String UNSEEN = "(unseen job)";
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
