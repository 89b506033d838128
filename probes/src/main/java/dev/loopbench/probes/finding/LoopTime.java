package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /** Time outside the kernel's poll; 0 where nobody tells. */
    double busyNanos() {
        Double share = loop.utilizationShare();
        return share == null ? 0 : share * durationNanos;
    }

    /** Busy time in stalls or, where no busy period was long enough to be one, all busy time. */
    double longBusyNanos() {
        double stalled = stalledNanos();
        return stalled > 0 ? stalled : busyNanos();
    }

    /** Whether one event in a hundred waits for long. */
    boolean isDelayLong() {
        Loop.Delay delay = loop.delay();
        return delay != null && Threshold.LOOP_DELAY.isWorthKnowing(delay.p99Nanos());
    }

    /** Of the run; empty where the kernel does not tell. */
    OptionalDouble corelessShare() {
        Long delay = host.cpu().loopRunDelayNanos();
        return delay == null || durationNanos == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) delay / durationNanos);
    }

    /**
     * The queue, ticks or microtasks, that held the loop for most of the time it was busy for long;
     * empty if events hardly waited or something else held it.
     */
    Optional<Loop.PhaseTime> starvingQueue() {
        if (!isDelayLong()) {
            return Optional.empty();
        }
        return loop.busyTime().phases().stream()
                .filter(row -> row.phase().equals(TICKS) || row.phase().equals(MICROTASKS))
                .filter(row -> longBusyNanos(row.phase()) >= longBusyNanos() / 2)
                // A tick that takes long by itself is a callback that blocks.
                .filter(row -> row.totalNanos() < Condition.OWN_HOLD.value() * row.callbacks())
                .max(Comparator.comparingLong(Loop.PhaseTime::totalNanos));
    }

    /** The slowest callback of any phase; empty if there was none. */
    Optional<Loop.Slowest> slowestCallback() {
        return loop.busyTime().phases().stream()
                .flatMap(phase -> Optional.ofNullable(phase.slowest()).stream())
                .max(Comparator.comparingLong(Loop.Slowest::durationNanos));
    }

    Optional<Loop.Stall> longestStall() {
        return loop.held().stalls().stream()
                .max(Comparator.comparingLong(Loop.Stall::durationNanos));
    }

    /** Of {@link #longBusyNanos()}, what was spent in this phase for the most part. */
    private double longBusyNanos(String phase) {
        if (loop.held().stalls().isEmpty()) {
            return loop.busyTime().phases().stream()
                    .filter(row -> row.phase().equals(phase))
                    .mapToLong(Loop.PhaseTime::totalNanos)
                    .sum();
        }
        return loop.held().stalls().stream()
                .filter(stall -> phase.equals(stall.phase()))
                .mapToLong(Loop.Stall::durationNanos)
                .sum();
    }

    private double stalledNanos() {
        return loop.held().stalls().stream().mapToDouble(Loop.Stall::durationNanos).sum();
    }
}
