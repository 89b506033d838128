package dev.loopbench.loopcore.sim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cores of the simulated machine, and who has used how much of them: the workers' jobs, the
 * loop thread, and threads of other processes. All share them as {@link SharedCores} says.
 *
 * <p>The loop thread is the one that lets virtual time pass: while it computes the clock moves on,
 * by more than it computes where there are more who compute than cores. The difference is its run
 * delay.
 *
 * <p>Confined to that thread. Nanoseconds.
 */
public final class SimulatedCores {

    /** All threads of the process stood still. */
    public record Pause(long atNanos, long durationNanos) {}

    private final VirtualClock clock;
    private final SharedCores<Runnable> shared;
    private final List<Pause> pauses = new ArrayList<>();
    private long pausedNanos;
    private long loopCpuNanos;
    private long loopRunDelayNanos;

    /** Of the earliest look for jobs that have ended; null if none is scheduled. */
    private @Nullable Long nextLookNanos;

    private SimulatedCores(VirtualClock clock, double cores, int strangers) {
        this.clock = clock;
        this.shared = new SharedCores<>(cores, strangers, clock.instantNanos());
    }

    /**
     * Cores on which the loop thread runs, too: {@code clock} takes as long for what it is charged
     * as they need for it.
     *
     * @param strangers threads of other processes that compute all the time
     */
    public static SimulatedCores ofMachine(VirtualClock clock, double cores, int strangers) {
        SimulatedCores made = new SimulatedCores(clock, cores, strangers);
        clock.computeOn(made);
        return made;
    }

    /** Cores that the workers have for themselves: the loop thread has one of its own. */
    static SimulatedCores ofWorkers(VirtualClock clock, double cores) {
        return new SimulatedCores(clock, cores, 0);
    }

    /** CPU time of the loop thread so far. */
    public long loopCpuNanos() {
        return loopCpuNanos;
    }

    /** How long the loop thread was ready and had no core, or a part of one. */
    public long loopRunDelayNanos() {
        return loopRunDelayNanos;
    }

    /** How long the workers were ready and had no core, or a part of one, all together. */
    public long workersRunDelayNanos() {
        return Math.round(shared.jobsDelayNanos(clock.instantNanos()));
    }

    /** CPU time of the whole process so far, with what stopped it: somebody collects garbage. */
    public long processCpuNanos() {
        return Math.round(shared.jobsNanos(clock.instantNanos())) + loopCpuNanos + pausedNanos;
    }

    /** CPU time of the other processes so far. */
    public long strangersCpuNanos() {
        return Math.round(shared.strangersNanos(clock.instantNanos()));
    }

    /** All so far, in their order. */
    public List<Pause> pauses() {
        return List.copyOf(pauses);
    }

    /** The loop thread computes for so long, and time passes until it has. */
    void compute(long cpuNanos) {
        if (cpuNanos <= 0) {
            return;
        }
        long fromNanos = clock.instantNanos();
        loopCpuNanos += cpuNanos;
        if (shared.hasSpareCore() && clock.isQuietUntil(fromNanos + cpuNanos)) {
            clock.advance(cpuNanos); // slows nobody down, and nobody comes to slow it down
            return;
        }
        shared.startLoop(cpuNanos, fromNanos);
        while (!shared.endLoopIfFinished(clock.instantNanos())) {
            clock.advanceToNext(shared.loopFinishNanos());
        }
        lookInTime();
        loopRunDelayNanos += Math.max(0, clock.instantNanos() - fromNanos - cpuNanos);
    }

    /** Lets time pass in which no thread of the process runs. */
    void pause(long nanos) {
        if (nanos <= 0) {
            return;
        }
        pauses.add(new Pause(clock.instantNanos(), nanos));
        pausedNanos += nanos;
        shared.freeze(true, clock.instantNanos());
        clock.advance(nanos);
        shared.freeze(false, clock.instantNanos());
        lookInTime();
    }

    /**
     * A worker computes for so long.
     *
     * @param finished runs at the instant at which it has
     */
    void start(long cpuNanos, Runnable finished) {
        shared.start(finished, cpuNanos, clock.instantNanos());
        lookInTime();
    }

    /** Whether no worker computes. */
    boolean isIdle() {
        return shared.isIdle();
    }

    /** A look that comes too early, as others have started since, sees to the next one. */
    private void lookInTime() {
        if (shared.isIdle() || shared.isFrozen()) {
            return;
        }
        long finishNanos = shared.nextFinishNanos();
        if (nextLookNanos == null || finishNanos - nextLookNanos < 0) {
            nextLookNanos = finishNanos;
            clock.schedule(finishNanos, () -> look(finishNanos));
        }
    }

    private void look(long scheduledNanos) {
        if (nextLookNanos != null && nextLookNanos == scheduledNanos) {
            nextLookNanos = null;
        }
        if (shared.isFrozen()) {
            return; // who thaws them looks
        }
        Runnable finished = shared.pollFinished(clock.instantNanos());
        while (finished != null) {
            finished.run();
            finished = shared.pollFinished(clock.instantNanos());
        }
        lookInTime();
    }
}
