package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param parameters of the workload, defaults included, as text in the units of the command line
 * @param block null where nothing blocks the loop
 */
public record Config(
        String workload,
        SortedMap<String, String> parameters,
        PoolConfig pool,
        LoadConfig load,
        Warmup warmup,
        @Nullable Block block,
        int repeats) {

    /**
     * @param source where the size came from: {@code default}, {@code --threads}, {@code
     *     UV_THREADPOOL_SIZE}
     */
    public record PoolConfig(int threads, int slowThreads, String source) {}

    /**
     * {@code model} is {@code burst}, {@code closed}, {@code open} or {@code external}: whoever
     * came. What a model does not have is null.
     */
    public record LoadConfig(
            String model,
            @Nullable Long jobs,
            @Nullable Integer concurrency,
            @Nullable Double perSecond,
            @Nullable Long durationNanos,
            @Nullable String arrivals) {}

    /**
     * @param steady null if the length was given and nobody asked
     */
    public record Warmup(
            String mode, long durationNanos, long operations, @Nullable Boolean steady) {}

    public record Block(String with, long everyNanos, long forNanos) {}
}
