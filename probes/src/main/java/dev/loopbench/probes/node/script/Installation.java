package dev.loopbench.probes.node.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the observer said when it was installed. Immutable. Instants are from the time origin of the
 * process.
 *
 * @param originNanos of the process, on the clock of {@code process.hrtime}, which is that of its
 *     trace events
 * @param sentinelPeriodNanos 0 if there is no sentinel
 * @param delayResolutionNanos period of the timer that samples the loop's delay and is part of each
 *     sample; null where each iteration is a sample
 * @param gapPeriodNanos of the timer whose lateness is a gap of the loop
 * @param loop the figures that are counted since the process began
 */
public record Installation(
        long atNanos,
        long originNanos,
        Hooking hooking,
        long sentinelPeriodNanos,
        @Nullable Long delayResolutionNanos,
        long gapPeriodNanos,
        Answer.Loop loop,
        ObservedProcess process) {

    /** The instant on the clock of {@code process.hrtime}. */
    public long hrtimeNanos(long nanos) {
        return originNanos + nanos;
    }

    /**
     * What the process says of itself. How many worker threads it has is not among it: no Node
     * tells.
     *
     * @param execArguments of Node itself
     * @param script the program, as it was given; null where there is none
     * @param threadPoolSize {@code UV_THREADPOOL_SIZE} as the process has it, which libuv may have
     *     read before it was set; null where it is not set
     * @param clusterWorkers process ids; null unless it is the primary of a cluster
     */
    public record ObservedProcess(
            long pid,
            String version,
            String uvVersion,
            String v8Version,
            List<String> execArguments,
            @Nullable String script,
            @Nullable String threadPoolSize,
            @Nullable List<Long> clusterWorkers) {}
}
