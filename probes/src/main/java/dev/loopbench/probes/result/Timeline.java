package dev.loopbench.probes.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The course of the run, in bounded room however long it was: what took long one by one, everything
 * else added up in bins of equal width.
 *
 * <p>Offsets are from the start of the run. All lists of bins are of one length; bin i covers the
 * time from {@code i * binNanos} on. A busy stretch is spread over the bins it lies in.
 *
 * @param unavailable reasons by the name of a figure, also of those in groups
 */
public record Timeline(
        Bins bins, Longest longest, Samples samples, SortedMap<String, String> unavailable) {

    /** At most so many bins: more than a plot has columns. */
    public static final int MAX_BINS = 512;

    /** Workers beyond these have no bins. */
    public static final int MAX_WORKERS = 64;

    /** At most so many slices, the longest ones. */
    public static final int MAX_SLICES = 2_000;

    /** At most so many pauses, the longest ones. */
    public static final int MAX_PAUSES = 500;

    /** At most so many samples of the machine: neighbours are added up. */
    public static final int MAX_HOST_SAMPLES = 512;

    /** At most so many samples of the memory. */
    public static final int MAX_MEMORY_SAMPLES = 512;

    /**
     * Time by bin.
     *
     * @param binNanos width of the bins
     * @param phaseNanos by phase: time the loop spent in it; a phase that never ran is absent
     * @param workerNanos by worker: time it was busy; of the first {@link #MAX_WORKERS}
     */
    public record Bins(
            long binNanos,
            SortedMap<String, List<Long>> phaseNanos,
            List<List<Long>> workerNanos) {}

    /**
     * What took long, by begin.
     *
     * @param slices what the loop did: of its phases' runs with callbacks the longest
     * @param slicesDropped phases' runs with callbacks that are not listed
     * @param pauses the longest stops of the world
     * @param pausesDropped pauses that are not listed, those too short for the JVM to time included
     */
    public record Longest(
            List<Slice> slices, long slicesDropped, List<Pause> pauses, long pausesDropped) {}

    /**
     * What was looked at now and then.
     *
     * @param host what the machine did meanwhile, by begin
     * @param memory what was in use, by instant; null where nobody looked, and in older reports
     */
    public record Samples(List<HostSample> host, @Nullable List<MemorySample> memory) {}

    /**
     * One run of one phase, from its first callback to its end; ticks and microtasks in between are
     * part of it.
     *
     * @param callbacks how many ran
     * @param label of the longest of them
     */
    public record Slice(
            long atNanos, long durationNanos, String phase, long callbacks, String label) {}

    /** The garbage collector stopped the world; to the JVM's millisecond. */
    public record Pause(long atNanos, long durationNanos) {}

    /**
     * What happened from {@code atNanos} on for {@code durationNanos}. What the machine does not
     * tell is null.
     *
     * @param throttledNanos the cgroup's, summed over its cores
     * @param stealShare of the machine's cores
     * @param loopRunDelayNanos the loop thread was ready and had no core
     */
    public record HostSample(
            long atNanos,
            long durationNanos,
            @Nullable Long throttledNanos,
            @Nullable Double stealShare,
            @Nullable Long loopRunDelayNanos) {}

    /**
     * Memory in use at an instant; in a long run the most since the sample before. What the machine
     * does not tell is null.
     *
     * @param heldBytes by operations under way, for work that is queued
     */
    public record MemorySample(
            long atNanos,
            @Nullable Long rssBytes,
            @Nullable Long heapBytes,
            @Nullable Long directBytes,
            long heldBytes) {}
}
