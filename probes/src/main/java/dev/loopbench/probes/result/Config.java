package dev.loopbench.probes.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param workload what the run is about: the first of {@code workloads}, or what was served
 * @param parameters of the workload, defaults included, as text in the units of the command line
 * @param scenario the name of the mix; null where it has none
 * @param workloads all that ran on the measured loop
 * @param block null where nothing blocks the loop
 * @param injected delays the run was made slower by, such as {@code service} by {@code 10%}; null
 *     where there are none
 */
public record Config(
        String workload,
        SortedMap<String, String> parameters,
        @Nullable String scenario,
        List<Work> workloads,
        PoolConfig pool,
        LoadConfig load,
        Warmup warmup,
        @Nullable Block block,
        @Nullable SortedMap<String, String> injected,
        int repeats) {

    /**
     * One workload among others.
     *
     * @param name the kind of its operations
     * @param startNanos after the first one's begin
     */
    public record Work(
            String name,
            String workload,
            SortedMap<String, String> parameters,
            LoadConfig load,
            long startNanos) {}

    /**
     * @param slowLane whether slow I/O had a lane of its own; without, it could take all threads
     * @param source where the size came from: {@code default}, {@code --threads}, {@code
     *     UV_THREADPOOL_SIZE}
     */
    public record PoolConfig(int threads, int slowThreads, boolean slowLane, String source) {}

    /**
     * {@code model} is {@code burst}, {@code closed}, {@code open} or {@code external}: whoever
     * came. What a model does not have is null, as is the duration of a load that lasted as long as
     * the others.
     */
    public record LoadConfig(
            String model,
            @Nullable Long jobs,
            @Nullable Integer concurrency,
            @Nullable Double perSecond,
            @Nullable Long durationNanos,
            @Nullable String arrivals) {}

    /**
     * @param operations that ended
     * @param unfinished operations that had not ended when its time was over: what they hold, they
     *     still held when the measured time began
     * @param steady null if the length was given and nobody asked
     */
    public record Warmup(
            String mode,
            long durationNanos,
            long operations,
            long unfinished,
            @Nullable Boolean steady) {}

    /**
     * @param everyNanos from one to the next; null where there is one alone, at {@code atNanos}
     *     after the measured time began
     * @param forNanos length of one; null where the size of its work was given
     * @param size of the work, given or found to take so long, in words; null where time itself is
     *     the measure
     */
    public record Block(
            String with,
            @Nullable Long everyNanos,
            @Nullable Long atNanos,
            @Nullable Long forNanos,
            @Nullable String size) {}
}
