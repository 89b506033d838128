package dev.loopbench.probes.session;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.probes.latency.OperationProbe;
import dev.loopbench.probes.memory.HeldProbe;
import dev.loopbench.probes.phase.PhaseProbe;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.pool.DepthProbe;
import dev.loopbench.probes.pool.JobProbe;
import dev.loopbench.probes.result.LiveFigures;
import dev.loopbench.probes.server.ServiceProbe;
import dev.loopbench.probes.timeline.TimelineProbe;
import java.util.List;
import java.util.Set;

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
    private final TimelineProbe timeline;
    private final OperationProbe operations;
    private final HeldProbe held;
    private final RepeatProbe repeats;
    private final ServiceProbe service = new ServiceProbe();
    private final ProbeFan fan;

    /**
     * @param depth observes the pool already
     * @param kinds of the operations and their pool jobs; the first is what repetitions are about
     * @param paced the kinds whose load has intended starts of its own
     * @param loopMeter tells where the loop thread's time goes in stalls
     */
    public Instruments(
            DepthProbe depth,
            List<String> kinds,
            int threads,
            Set<String> paced,
            long stallThresholdNanos,
            ThreadMeter loopMeter) {
        this.depth = depth;
        phases = new PhaseProbe(loopMeter, stallThresholdNanos);
        jobs = new JobProbe(threads, kinds);
        timeline = new TimelineProbe(threads);
        operations = new OperationProbe(paced, kinds);
        held = new HeldProbe(kinds);
        repeats = new RepeatProbe(kinds.isEmpty() ? "" : kinds.get(0));
        fan = new ProbeFan(phases, timeline, jobs, operations, held, repeats);
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
        timeline.open(nowNanos);
        operations.open(nowNanos);
        held.open(nowNanos);
        service.open(nowNanos);
    }

    /**
     * Ends the window.
     *
     * @param underWay what the pool has not ended by {@code nowNanos}
     */
    public void close(long nowNanos, List<PoolRequest<?>> underWay) {
        phases.close(nowNanos);
        depth.close(nowNanos);
        jobs.close(nowNanos, underWay);
        timeline.close(nowNanos, underWay);
        operations.close(nowNanos);
        held.close();
        service.close(nowNanos);
    }

    /** What they have seen so far; the window stays open. */
    LiveFigures live(long nowNanos) {
        return new LiveFigures(
                depth.openNanos(nowNanos),
                phases.soFar(),
                service.live(),
                depth.threads(),
                depth.submitted(),
                depth.queued(),
                depth.running());
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

    TimelineProbe timeline() {
        return timeline;
    }

    OperationProbe operations() {
        return operations;
    }

    HeldProbe held() {
        return held;
    }

    RepeatProbe repeats() {
        return repeats;
    }

    ServiceProbe service() {
        return service;
    }

    /** Calls of the observers in the window. */
    long events() {
        return phases.events()
                + depth.events()
                + jobs.events()
                + operations.events()
                + service.events();
    }

    /** Events that could not be recorded: each one a fault of the instrument. */
    long invalid() {
        return phases.invalid() + jobs.invalid() + operations.invalid() + service.invalid();
    }
}
