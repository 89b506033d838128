package dev.loopbench.probes.result;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The event loop over the run.
 *
 * @param utilizationShare time not spent in polls that may wait, over time: Node's event loop
 *     utilization. What a foreign source does not tell is null, with a reason
 */
public record Loop(
        Counts counts,
        @Nullable Double utilizationShare,
        @Nullable Delay delay,
        List<Availability> availability,
        BusyTime busyTime,
        Durations durations,
        Held held,
        SortedMap<String, String> unavailable) {

    /** At most so many stalls are listed, the longest ones. */
    public static final int MAX_STALLS = 100;

    /** Busy periods from this length on are holds: beyond wake-ups and the scheduler's slices. */
    public static final long HOLD_NANOS = 5_000_000;

    /** At most so many callbacks are listed as holding the loop, those that events met most. */
    public static final int MAX_HOLDS = 16;

    /**
     * How often what happened.
     *
     * @param emptyPolls polls that brought no event: no ready channel and no finished request; null
     *     in reports that are older than the count, as are {@code wakeups}
     * @param wakeups polls that a wake-up ended, be it for requests or for an async handle
     */
    public record Counts(
            @Nullable Long iterations,
            @Nullable Long events,
            @Nullable Long eventsWaiting,
            @Nullable Long emptyPolls,
            @Nullable Long wakeups) {}

    /**
     * Where the busy time went.
     *
     * @param residualShare how far the phases' times miss the busy time
     */
    public record BusyTime(List<PhaseTime> phases, @Nullable Double residualShare) {}

    /**
     * How long it took each time.
     *
     * @param kernelWait of the polls that may wait; those that may not are the poll phase's
     */
    public record Durations(
            @Nullable Histogram kernelWait,
            @Nullable Histogram dispatch,
            @Nullable Histogram busy,
            @Nullable Histogram timerLateness) {}

    /**
     * What events had to wait for.
     *
     * @param stalls the longest ones: at most {@link #MAX_STALLS}
     * @param holds by callback: what events met most of first; null in reports that are older than
     *     the list
     * @param sampledCalls synchronous calls of the platform's that samples found the loop in, the
     *     most time first; null where nobody took samples
     */
    public record Held(
            List<Stall> stalls,
            long stallsDropped,
            @Nullable List<Hold> holds,
            @Nullable List<SampledCall> sampledCalls) {

        /** Of a loop that nobody took samples of. */
        public Held(List<Stall> stalls, long stallsDropped, @Nullable List<Hold> holds) {
            this(stalls, stallsDropped, holds, null);
        }
    }

    /**
     * A synchronous call of the platform's, as samples show it: long ones are in each sample, of
     * short ones some are in none.
     *
     * @param call as programs write it: {@code readFileSync}
     * @param label of the program's function that calls it
     * @param count at least so many times
     * @param nanos what the samples in it stand for: an estimate
     */
    public record SampledCall(String call, String label, long count, long nanos) {

        /** Both together, of the same call by the same function. */
        public SampledCall plus(SampledCall other) {
            return new SampledCall(call, label, count + other.count, nanos + other.nanos);
        }

        /** The most time first. */
        public static Comparator<SampledCall> byMostTime() {
            return Comparator.comparingLong(SampledCall::nanos).reversed();
        }
    }

    /**
     * What an event that arrives at a random moment waits until the loop polls again.
     *
     * @param errorNanos each value but the shares may be so much higher, and none is lower; null
     *     where they are as exact as the clock
     * @param over share of moments with a longer wait than each threshold
     */
    public record Delay(
            double meanNanos,
            long p50Nanos,
            long p90Nanos,
            long p99Nanos,
            long maxNanos,
            @Nullable Long errorNanos,
            List<Over> over) {

        /** With values that may be so much higher. */
        public Delay withError(long nanos) {
            return new Delay(meanNanos, p50Nanos, p90Nanos, p99Nanos, maxNanos, nanos, over);
        }

        public record Over(long thresholdNanos, double share) {}
    }

    /**
     * The worst that a stretch of time met: over all windows of this length within the run, the
     * smallest share during which the loop waited for events. Windows longer than the run are left
     * out.
     */
    public record Availability(long windowNanos, double leastFreeShare) {}

    /**
     * @param totalNanos without ticks and microtasks; {@code poll} is the dispatch of events, the
     *     loop's own way to the poll, and polls that may not wait; not the wait in the kernel
     * @param share of the busy time; all shares and the residual add up to 1
     */
    public record PhaseTime(
            String phase,
            long callbacks,
            long totalNanos,
            @Nullable Double share,
            @Nullable Histogram durations,
            @Nullable Slowest slowest) {}

    /** The slowest callback of a phase. */
    public record Slowest(String label, long durationNanos, long atNanos) {}

    /**
     * A busy period over the threshold.
     *
     * @param phase where most of it was spent; null where nobody tells
     * @param label of the longest callback in it
     * @param stack of the loop thread while it lasted; null with a reason where no sample is valid
     */
    public record Stall(
            long atNanos,
            long durationNanos,
            @Nullable String phase,
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
            long unexplainedNanos) {

        /** Both together; a part that one of them does not tell is not told of the sum. */
        public StallParts plus(StallParts other) {
            return new StallParts(
                    sum(cpuNanos, other.cpuNanos),
                    sum(gcNanos, other.gcNanos),
                    sum(throttledNanos, other.throttledNanos),
                    sum(runQueueNanos, other.runQueueNanos),
                    sum(blockedNanos, other.blockedNanos),
                    unexplainedNanos + other.unexplainedNanos);
        }

        private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
            return one == null || other == null ? null : (Long) (one + other);
        }
    }

    /**
     * All busy periods of {@link #HOLD_NANOS} and more that one callback made the most of: of the
     * {@code 4096} longest ones of the run.
     *
     * @param phase of which most were; null where nobody tells
     * @param label of the callback, or {@link #MANY}
     * @param metNanos the length that an event met which came during one of them: long ones catch
     *     more events, so it is above the mean
     * @param parts of all of them together; a part that any of them does not tell is null
     * @param stack of the loop thread in the longest of them that was sampled; null if none was
     * @param call of the platform's that it was in, as programs write it; null where there is no
     *     evidence of one
     */
    public record Hold(
            @Nullable String phase,
            String label,
            long count,
            long totalNanos,
            long maxNanos,
            long metNanos,
            StallParts parts,
            @Nullable List<String> stack,
            @Nullable String call) {

        /** Of a callback of which no call is known. */
        public Hold(
                @Nullable String phase,
                String label,
                long count,
                long totalNanos,
                long maxNanos,
                long metNanos,
                StallParts parts,
                @Nullable List<String> stack) {
            this(phase, label, count, totalNanos, maxNanos, metNanos, parts, stack, null);
        }

        /** In place of a label: no callback took half of the busy period. */
        public static final String MANY = "many callbacks";

        /** By what events met of them, most first. */
        public static Comparator<Hold> byMostMet() {
            return Comparator.comparingDouble(
                            (Hold hold) -> (double) hold.metNanos * hold.totalNanos)
                    .reversed();
        }

        /** Both together; the stack is that of the one with the longer hold, if it has one. */
        public Hold plus(Hold other) {
            List<String> longer = maxNanos >= other.maxNanos ? stack : other.stack;
            double squares =
                    (double) metNanos * totalNanos + (double) other.metNanos * other.totalNanos;
            return new Hold(
                    phase,
                    label,
                    count + other.count,
                    totalNanos + other.totalNanos,
                    Math.max(maxNanos, other.maxNanos),
                    Math.round(squares / Math.max(1, totalNanos + other.totalNanos)),
                    parts.plus(other.parts),
                    longer != null ? longer : stack != null ? stack : other.stack,
                    Objects.equals(call, other.call) ? call : null);
        }
    }
}
