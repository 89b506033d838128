package dev.loopbench.probes.session;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.probes.latency.OperationProbe;
import dev.loopbench.probes.phase.PhaseProbe;
import dev.loopbench.probes.pool.DepthProbe;
import dev.loopbench.probes.pool.JobProbe;
import java.util.List;

/**
 * All probes on one loop and its pool, opened and closed together: what an observer port sees goes
 * to every probe that wants it.
 *
 * <p>Confined to the loop thread, but for the pool's observer (see {@link DepthProbe}).
 */
public final class Instruments {

    private final PhaseProbe phases;
    private final DepthProbe depth;
    private final JobProbe jobs;
    private final OperationProbe operations;
    private final RepeatProbe repeats = new RepeatProbe();
    private final ProbeFan fan;

    /**
     * @param depth observes the pool already
     * @param kind of the operations and their pool jobs
     * @param paced whether the load has intended starts of its own
     * @param loopCpuClock tells the loop thread's CPU time in stalls
     */
    public Instruments(
            DepthProbe depth,
            String kind,
            int threads,
            boolean paced,
            long stallThresholdNanos,
            CpuClock loopCpuClock) {
        this.depth = depth;
        phases = new PhaseProbe(loopCpuClock, stallThresholdNanos);
        jobs = new JobProbe(threads, List.of(kind));
        operations = new OperationProbe(paced, List.of(kind));
        fan = new ProbeFan(phases, jobs, operations, repeats);
    }

    public LoopObserver loopObserver() {
        return fan;
    }

    public OperationObserver operationObserver() {
        return fan;
    }

    /** Starts a window from zero: best while the loop does not run. */
    public void open(long nowNanos) {
        phases.open(nowNanos);
        depth.open(nowNanos);
        jobs.open(nowNanos);
        operations.open(nowNanos);
    }

    /** Ends the window. */
    public void close(long nowNanos) {
        phases.close(nowNanos);
        depth.close(nowNanos);
        jobs.close(nowNanos);
        operations.close(nowNanos);
    }

    PhaseProbe phases() {
        return phases;
    }

    DepthProbe depth() {
        return depth;
    }

    JobProbe jobs() {
        return jobs;
    }

    OperationProbe operations() {
        return operations;
    }

    RepeatProbe repeats() {
        return repeats;
    }

    /** Calls of the observers in the window. */
    long events() {
        return phases.events() + depth.events() + jobs.events() + operations.events();
    }

    /** Events that could not be recorded: each one a fault of the instrument. */
    long invalid() {
        return phases.invalid() + jobs.invalid() + operations.invalid();
    }
}
