package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the machine did to the run: differences between its end and its start.
 *
 * @param gc null where a foreign source does not tell
 * @param contextSwitches of the loop thread
 * @param allocatedBytes on the heap, by all threads of the process that run Java
 * @param workersRunDelayNanos time the pool's threads were ready to run and had no core, all
 *     together
 * @param unavailable reasons by the name of a figure, also of those in groups
 */
public record Host(
        Cpu cpu,
        Throttling throttling,
        Others others,
        @Nullable Gc gc,
        @Nullable ContextSwitches contextSwitches,
        @Nullable Long allocatedBytes,
        @Nullable Long workersRunDelayNanos,
        SortedMap<String, String> unavailable) {

    /**
     * @param cpuNanos CPU time of the whole process
     * @param loopCpuNanos CPU time of the loop thread
     * @param loopRunDelayNanos time the loop thread was ready to run and had no core
     */
    public record Cpu(
            @Nullable Long cpuNanos,
            @Nullable Long loopCpuNanos,
            @Nullable Long loopRunDelayNanos) {}

    /**
     * By the cgroup's CPU quota.
     *
     * @param periods 0 with no quota
     */
    public record Throttling(
            @Nullable Long throttledPeriods,
            @Nullable Long periods,
            @Nullable Long throttledNanos) {}

    /** What the hypervisor and other processes took. */
    public record Others(@Nullable Double stealShare, @Nullable Double otherCpuCores) {}

    /**
     * Stop-the-world pauses.
     *
     * @param calledPauses those that code asked for by {@code System.gc()}
     */
    public record Gc(
            long pauses, long totalNanos, @Nullable Long maxNanos, @Nullable Long calledPauses) {

        /** Why there is no {@code maxNanos}: the JVM tells whole milliseconds. */
        public static final String BELOW_RESOLUTION = "the longest pause was shorter than 1 ms";
    }

    /** How often threads left a core: to wait, or by force. */
    public record ContextSwitches(long voluntary, long involuntary) {}
}
