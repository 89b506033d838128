package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the loop's busy time went. Immutable; nanoseconds. */
final class LoopTime {

    static final String TICKS = "ticks";
    private static final String MICROTASKS = "microtasks";

    private final Loop loop;
    private final Host host;
    private final long durationNanos;

    LoopTime(Report report) {
        this.loop = report.loop();
        this.host = report.host();
        this.durationNanos = report.run().durationNanos();
    }

    /** Time outside the kernel's poll. */
    double busyNanos() {
        return loop.utilizationShare() * durationNanos;
    }

    /** Busy time in stalls or, where no busy period was long enough to be one, all busy time. */
    double longBusyNanos() {
        double stalled = stalledNanos();
        return stalled > 0 ? stalled : busyNanos();
    }

    /** Whether one event in a hundred waits for long. */
    boolean isDelayLong() {
        return Limit.LOOP_DELAY.isWorthKnowing(loop.delay().p99Nanos());
    }

    /** Of the run; empty where the kernel does not tell. */
    OptionalDouble corelessShare() {
        Long delay = host.loopRunDelayNanos();
        return delay == null || durationNanos == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) delay / durationNanos);
    }

    /**
     * Whether what events met was the loop's lack of a core: it was ready without one for most of
     * the time it was busy for long or, where it never was, for a good part of the run. False where
     * the kernel does not tell.
     */
    boolean isStarved() {
        Long delay = host.loopRunDelayNanos();
        if (delay == null || durationNanos == 0) {
            return false;
        }
        if (!isDelayLong()) {
            return Limit.STARVED.isWrong(corelessShare().orElse(0));
        }
        double queued = ofStalls(Loop.StallParts::runQueueNanos).orElse(delay);
        double throttled = ofStalls(Loop.StallParts::throttledNanos).orElse(0);
        return Gate.CORELESS_STALLS.isReached((queued + throttled) / longBusyNanos());
    }

    /** The collector's part of the time the loop was busy for long; more than 1 is possible. */
    double gcShareOfStalls() {
        double paused = ofStalls(Loop.StallParts::gcNanos).orElse((double) host.gc().totalNanos());
        return paused / Math.max(1, longBusyNanos());
    }

    /**
     * The loop thread's own computing, of the stalled time it could run in; empty where no stall
     * tells.
     */
    OptionalDouble cpuShareOfStalls() {
        double cpu = 0;
        double ready = 0;
        for (Loop.Stall stall : loop.stalls()) {
            Loop.StallParts parts = stall.parts();
            if (parts.cpuNanos() != null) {
                cpu += parts.cpuNanos();
                ready +=
                        stall.durationNanos()
                                - orZero(parts.gcNanos())
                                - orZero(parts.throttledNanos())
                                - orZero(parts.runQueueNanos());
            }
        }
        return ready > 0 ? OptionalDouble.of(Math.min(1, cpu / ready)) : OptionalDouble.empty();
    }

    /**
     * CPU time of the loop thread over the busy time it had a core for, at the most; empty if it
     * cannot be told.
     */
    OptionalDouble cpuShare() {
        Long cpu = host.loopCpuNanos();
        double ready = busyNanos() - orZero(host.loopRunDelayNanos());
        return cpu == null || ready <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, cpu / ready));
    }

    /**
     * Whether the loop thread's CPU time is most of its busy time as it stands. The run-queue delay
     * also holds waits that lie outside of busy time, so that the share above may be too large,
     * never this.
     */
    boolean isMostlyOnCpu() {
        Long cpu = host.loopCpuNanos();
        return cpu != null && cpu >= busyNanos() / 2;
    }

    /**
     * The queue, ticks or microtasks, that held the loop for most of the time it was busy for long;
     * empty if events hardly waited or something else held it.
     */
    Optional<Loop.PhaseTime> starvingQueue() {
        if (!isDelayLong() || isStarved()) {
            return Optional.empty();
        }
        return loop.phases().stream()
                .filter(row -> row.phase().equals(TICKS) || row.phase().equals(MICROTASKS))
                .filter(row -> longBusyNanos(row.phase()) >= longBusyNanos() / 2)
                .max(Comparator.comparingLong(Loop.PhaseTime::totalNanos));
    }

    /** The slowest callback of any phase; empty if there was none. */
    Optional<Loop.Slowest> slowestCallback() {
        return loop.phases().stream()
                .flatMap(phase -> Optional.ofNullable(phase.slowest()).stream())
                .max(Comparator.comparingLong(Loop.Slowest::durationNanos));
    }

    Optional<Loop.Stall> longestStall() {
        return loop.stalls().stream().max(Comparator.comparingLong(Loop.Stall::durationNanos));
    }

    /** Of {@link #longBusyNanos()}, what was spent in this phase for the most part. */
    private double longBusyNanos(String phase) {
        if (loop.stalls().isEmpty()) {
            return loop.phases().stream()
                    .filter(row -> row.phase().equals(phase))
                    .mapToLong(Loop.PhaseTime::totalNanos)
                    .sum();
        }
        return loop.stalls().stream()
                .filter(stall -> stall.phase().equals(phase))
                .mapToLong(Loop.Stall::durationNanos)
                .sum();
    }

    private double stalledNanos() {
        return loop.stalls().stream().mapToDouble(Loop.Stall::durationNanos).sum();
    }

    /** One part of all stalls; empty unless every one of them tells it. */
    private OptionalDouble ofStalls(Function<Loop.StallParts, @Nullable Long> part) {
        double sum = 0;
        for (Loop.Stall stall : loop.stalls()) {
            Long nanos = part.apply(stall.parts());
            if (nanos == null) {
                return OptionalDouble.empty();
            }
            sum += nanos;
        }
        return loop.stalls().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    private static long orZero(@Nullable Long nanos) {
        return nanos == null ? 0 : nanos;
    }
}
