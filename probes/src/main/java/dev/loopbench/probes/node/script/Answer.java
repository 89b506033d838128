package dev.loopbench.probes.node.script;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the observer: what it has seen since the one before. Immutable. Instants are from
 * the time origin of the process, as {@link Installation#originNanos} places it.
 *
 * @param sequence from 1 on; a gap is an answer that did not arrive
 * @param last whether the observer has gone with it
 */
public record Answer(
        long sequence,
        long atNanos,
        boolean last,
        Instrument instrument,
        Jobs jobs,
        Sentinel sentinel,
        Loop loop) {

    /**
     * How the observer itself does. Counts are from the installation on.
     *
     * @param inHistograms whether jobs are so many that they are counted by now
     * @param promises that were hooked
     * @param faults exceptions in the observer, none of which the process has seen
     */
    public record Instrument(
            Hooking hooking, boolean inHistograms, long promises, long faults, Lost lost) {}

    /**
     * What had no place, from the installation on.
     *
     * @param underWay jobs: too many at once, or hooks were given up before they were back
     * @param unsure resources of calls that are most likely synchronous; one that was not, and came
     *     back late, is among them
     * @param streams of zlib, the jobs of which are not counted any more
     * @param sentinels responses
     * @param pauses of the collector
     * @param legs jobs of which Node had published them
     * @param gaps of the loop
     */
    public record Lost(
            long underWay,
            long unsure,
            long streams,
            long sentinels,
            long pauses,
            long legs,
            long gaps) {}

    /**
     * The jobs of the pool.
     *
     * @param records those that are back, in the order of their callbacks
     * @param counted those that are back and were too many for records
     * @param untimed those that are back and of which is not known when they were submitted
     * @param underWay those that were submitted under the observer's eyes and are not back
     * @param legs jobs of which Node has told all legs; they are among the others as well
     */
    public record Jobs(
            List<Job> records,
            List<CountedJobs> counted,
            List<UntimedJobs> untimed,
            List<JobsUnderWay> underWay,
            List<JobLegs> legs) {}

    /**
     * @param kind the function of Node that asked for it, or {@code fs}
     * @param calledNanos when its callback began
     * @param responseNanos from its submission on
     */
    public record Job(String kind, long calledNanos, long responseNanos) {

        public long submittedNanos() {
            return calledNanos - responseNanos;
        }
    }

    /**
     * Sum, minimum and maximum are exact.
     *
     * @param buckets in ascending order
     */
    public record CountedJobs(
            String kind,
            long count,
            long sumNanos,
            long minNanos,
            long maxNanos,
            List<Bucket> buckets) {}

    /**
     * @param nanos the middle of the bucket: off by at most one part in 64
     */
    public record Bucket(long nanos, long count) {}

    /** Jobs whose submission is not seen. */
    public record UntimedJobs(String kind, long count) {}

    /**
     * @param oldestNanos when the first of them was submitted
     */
    public record JobsUnderWay(String kind, long count, long oldestNanos) {}

    /**
     * @param type Node's own, coarser than the kinds: {@code crypto}, {@code zlib}
     * @param calledNanos when its callback was about to begin
     */
    public record JobLegs(
            String type,
            long enqueuedNanos,
            long startedNanos,
            long endedNanos,
            long calledNanos) {}

    /**
     * Tiny jobs, one at a time: what the pool makes a job wait.
     *
     * @param underWay null if none is
     */
    public record Sentinel(
            List<SentinelResponse> responses, @Nullable SentinelSubmission underWay) {}

    public record SentinelResponse(SentinelSubmission submission, long responseNanos) {}

    /**
     * @param fromNanos when Node was called; a response counts from here
     * @param toNanos when that call had returned: it came into the queue in between
     */
    public record SentinelSubmission(long fromNanos, long toNanos) {}

    /**
     * What Node tells of its loop.
     *
     * @param idleNanos in the poll phase, from the start of the loop on
     * @param activeNanos likewise
     * @param uv null where Node does not tell (before 20.18, 22.8)
     * @param gaps in which it did not come round to its timers
     * @param delay from the installation on; null between the readings, one a second, and before
     *     the first sample
     * @param heap null between the readings
     */
    public record Loop(
            long idleNanos,
            long activeNanos,
            @Nullable UvMetrics uv,
            List<Pause> pauses,
            List<Gap> gaps,
            @Nullable Delay delay,
            @Nullable Heap heap) {}

    /** libuv's own, from the start of the loop on. */
    public record UvMetrics(long iterations, long events, long eventsWaiting) {}

    /**
     * The loop stood still for so long at least, and at most {@link Installation#gapPeriodNanos}
     * longer: from before {@code fromNanos} on.
     */
    public record Gap(long fromNanos, long toNanos) {}

    public record Pause(PauseKind kind, long startNanos, long durationNanos) {}

    /**
     * As {@code perf_hooks.monitorEventLoopDelay} has it.
     *
     * @param percentiles from 0 to 100 as far as the samples support them, and their values
     */
    public record Delay(
            long count,
            long minNanos,
            double meanNanos,
            long maxNanos,
            double deviationNanos,
            SortedMap<Double, Long> percentiles) {}

    /** Of the JavaScript heap, and the process in RAM. */
    public record Heap(long usedBytes, long totalBytes, long residentBytes) {}
}
