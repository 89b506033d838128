package dev.loopbench.probes.phase;

import dev.loopbench.probes.result.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Says where the time of a stall went, so that the parts add up to its duration.
 *
 * <p>Each reading takes what it can of the time that those before it have left, in this order:
 *
 * <ol>
 *   <li>CPU time, by a clock of nanoseconds.
 *   <li>GC: the thread stands still and uses no CPU. Its instants are whole milliseconds, so it
 *       gives way to the CPU time. A thread that is ready while the world stands still could not
 *       have run anyway: such time is GC's and not the run queue's.
 *   <li>Run delay. The kernel counts a throttled thread as one that is ready (kernel/sched: it
 *       leaves the core in the state {@code TASK_RUNNING}, and the delay ends when it next arrives
 *       on one), so as much of it as the cgroup was throttled meanwhile is throttling, the rest is
 *       the run queue's. Throttled time is summed over cores, so that it may be more than the
 *       thread's share: the run queue gets at least what throttling cannot explain.
 *   <li>What is left, the thread has been waiting, if there is a sign of it: otherwise the
 *       hypervisor, or an error of the readings, may have had it as well, and it stays unexplained.
 * </ol>
 *
 * A reading that is missing may hide in what is left: then nothing of that is called blocked. The
 * same goes for run delay of which throttling cannot be told. Stateless. Nanoseconds.
 */
final class StallLedger {

    /** Below this share of its time on a core, a thread in native code is waiting there. */
    private static final double WAITING_CPU_SHARE = 0.2;

    private StallLedger() {}

    /**
     * What was read of one stall. Immutable. Differences over the stall, null where not told.
     *
     * @param voluntarySwitches at least so many belong to the stall and to no GC pause
     */
    record Readings(
            long durationNanos,
            @Nullable Long cpuNanos,
            @Nullable Long gcNanos,
            @Nullable Long runDelayNanos,
            @Nullable Long throttledNanos,
            @Nullable Long voluntarySwitches,
            StallStacks.Seen seen) {}

    static Loop.StallParts parts(Readings readings) {
        long left = readings.durationNanos;
        Long cpu = part(readings.cpuNanos, left);
        left -= orNothing(cpu);
        Long gc = part(readings.gcNanos, left);
        left -= orNothing(gc);
        Long delay = readings.throttledNanos == null ? null : part(readings.runDelayNanos, left);
        Long throttled = delay == null ? null : part(readings.throttledNanos, delay);
        Long runQueue = delay == null ? null : (Long) (delay - orNothing(throttled));
        left -= orNothing(delay);
        Long blocked = null;
        if (cpu != null && gc != null && delay != null) {
            Boolean waited = waited(readings, cpu);
            blocked = waited == null ? null : (Long) (waited ? left : 0L);
        }
        left -= orNothing(blocked);
        return new Loop.StallParts(cpu, gc, throttled, runQueue, blocked, left);
    }

    /** Whether there is a sign that the thread waited; null if nobody looked. */
    private static @Nullable Boolean waited(Readings readings, long cpuNanos) {
        Long switches = readings.voluntarySwitches;
        if (switches != null && switches > 0) {
            return true;
        }
        return switch (readings.seen) {
            case WAITING -> true;
            case IN_NATIVE_CODE -> cpuNanos < WAITING_CPU_SHARE * readings.durationNanos;
            case RUNNABLE -> false;
            case NOT_SEEN -> switches == null ? null : (Boolean) false;
        };
    }

    /** At most what is left: readings begin a little early, and overlap. */
    private static @Nullable Long part(@Nullable Long nanos, long left) {
        return nanos == null ? null : (Long) Math.max(0, Math.min(nanos, left));
    }

    private static long orNothing(@Nullable Long nanos) {
        return nanos == null ? 0 : nanos;
    }
}
