package dev.loopbench.probes.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The event loop over the run.
 *
 * @param emptyPolls polls that brought no event: no ready channel and no finished request; null in
 *     reports that are older than the count, as are {@code wakeups}
 * @param wakeups polls that a wake-up ended, be it for requests or for an async handle
 * @param utilizationShare time outside the kernel's poll over time
 * @param residualShare how far the phases' times miss the busy time
 */
public record Loop(
        long iterations,
        long events,
        @Nullable Long eventsWaiting,
        @Nullable Long emptyPolls,
        @Nullable Long wakeups,
        double utilizationShare,
        Delay delay,
        List<Availability> availability,
        List<PhaseTime> phases,
        double residualShare,
        Histogram kernelWait,
        Histogram dispatch,
        Histogram busy,
        @Nullable Histogram timerLateness,
        List<Stall> stalls,
        long stallsDropped,
        SortedMap<String, String> unavailable) {

    /** At most so many stalls are listed, the longest ones. */
    public static final int MAX_STALLS = 100;

    /**
     * What an event that arrives at a random moment waits until the loop polls again.
     *
     * @param over share of moments with a longer wait than each threshold
     */
    public record Delay(
            double meanNanos,
            long p50Nanos,
            long p90Nanos,
            long p99Nanos,
            long maxNanos,
            List<Over> over) {

        public record Over(long thresholdNanos, double share) {}
    }

    /**
     * The worst that a stretch of time met: over all windows of this length within the run, the
     * smallest share during which the loop was not busy. Windows longer than the run are left out.
     */
    public record Availability(long windowNanos, double leastFreeShare) {}

    /**
     * @param totalNanos without ticks and microtasks; {@code poll} is the dispatch of events and
     *     the loop's own way to the poll, without the time in the kernel
     * @param share of the busy time; all shares and the residual add up to 1
     */
    public record PhaseTime(
            String phase,
            long callbacks,
            long totalNanos,
            double share,
            @Nullable Histogram durations,
            @Nullable Slowest slowest) {}

    /** The slowest callback of a phase. */
    public record Slowest(String label, long durationNanos, long atNanos) {}

    /**
     * A busy period over the threshold.
     *
     * @param phase where most of it was spent
     * @param label of the longest callback in it
     * @param stack of the loop thread while it lasted; null with a reason where no sample is valid
     */
    public record Stall(
            long atNanos,
            long durationNanos,
            String phase,
            String label,
            StallParts parts,
            @Nullable List<String> stack,
            @Nullable String stackReason) {}

    /**
     * Where the time of a stall went: the parts that could be told, and the rest, add up to its
     * duration.
     *
     * @param cpuNanos the loop thread computed
     * @param gcNanos the world stood still for the garbage collector
     * @param throttledNanos the thread was ready, and the cgroup had used up its CPU time
     * @param runQueueNanos the thread was ready and had no core for another reason
     * @param blockedNanos the thread waited by its own will: a lock, a file, a sleep
     * @param unexplainedNanos what is left; parts that cannot be told are in it
     */
    public record StallParts(
            @Nullable Long cpuNanos,
            @Nullable Long gcNanos,
            @Nullable Long throttledNanos,
            @Nullable Long runQueueNanos,
            @Nullable Long blockedNanos,
            long unexplainedNanos) {}
}
