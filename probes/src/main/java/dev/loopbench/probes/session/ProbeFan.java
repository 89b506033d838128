package dev.loopbench.probes.session;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.probes.latency.OperationProbe;
import dev.loopbench.probes.memory.HeldProbe;
import dev.loopbench.probes.phase.PhaseProbe;
import dev.loopbench.probes.pool.JobProbe;
import dev.loopbench.probes.timeline.TimelineProbe;

/**
 * Hands what the loop and the load report to the probes that want it. Confined to the loop thread.
 */
final class ProbeFan implements LoopObserver, OperationObserver {

    private final PhaseProbe phases;
    private final TimelineProbe timeline;
    private final JobProbe jobs;
    private final OperationProbe operations;
    private final HeldProbe held;
    private final RepeatProbe repeats;

    ProbeFan(
            PhaseProbe phases,
            TimelineProbe timeline,
            JobProbe jobs,
            OperationProbe operations,
            HeldProbe held,
            RepeatProbe repeats) {
        this.phases = phases;
        this.timeline = timeline;
        this.jobs = jobs;
        this.operations = operations;
        this.held = held;
        this.repeats = repeats;
    }

    @Override
    public void runStarted(long nowNanos) {
        phases.runStarted(nowNanos);
        timeline.runStarted(nowNanos);
    }

    @Override
    public void runEnded(long nowNanos) {
        phases.runEnded(nowNanos);
    }

    @Override
    public void pollEntered(long iteration, long timeoutMillis, long nowNanos) {
        phases.pollEntered(iteration, timeoutMillis, nowNanos);
        timeline.pollEntered(iteration, timeoutMillis, nowNanos);
    }

    @Override
    public void pollReturned(long iteration, int events, boolean woken, long nowNanos) {
        phases.pollReturned(iteration, events, woken, nowNanos);
        timeline.pollReturned(iteration, events, woken, nowNanos);
    }

    @Override
    public void callbackEnded(Phase phase, String label, long startNanos, long endNanos) {
        phases.callbackEnded(phase, label, startNanos, endNanos);
        timeline.callbackEnded(phase, label, startNanos, endNanos);
    }

    @Override
    public void drained(Phase queue, int count, long startNanos, long endNanos) {
        phases.drained(queue, count, startNanos, endNanos);
        timeline.drained(queue, count, startNanos, endNanos);
    }

    @Override
    public void phaseEnded(Phase phase, int callbacks, long startNanos, long endNanos) {
        phases.phaseEnded(phase, callbacks, startNanos, endNanos);
        timeline.phaseEnded(phase, callbacks, startNanos, endNanos);
    }

    @Override
    public void overhead(long startNanos, long endNanos) {
        phases.overhead(startNanos, endNanos);
        timeline.overhead(startNanos, endNanos);
    }

    @Override
    public void timerFired(long dueNanos, long nowNanos) {
        phases.timerFired(dueNanos, nowNanos);
    }

    @Override
    public void requestCompleted(PoolRequest<?> request, long nowNanos) {
        phases.requestCompleted(request, nowNanos);
        timeline.requestCompleted(request, nowNanos);
        jobs.requestCompleted(request, nowNanos);
        repeats.requestCompleted(request, nowNanos);
    }

    @Override
    public void started(String kind, long intendedNanos, long nowNanos) {
        operations.started(kind, intendedNanos, nowNanos);
        repeats.started(kind, intendedNanos, nowNanos);
    }

    @Override
    public void failed(String kind, String reason, long nowNanos) {
        operations.failed(kind, reason, nowNanos);
    }

    @Override
    public void held(String kind, long changeBytes, long nowNanos) {
        held.held(kind, changeBytes, nowNanos);
    }

    @Override
    public void away(String kind, long nanos) {
        operations.away(kind, nanos);
    }

    @Override
    public void ended(
            String kind,
            OperationOutcome outcome,
            long intendedNanos,
            long startedNanos,
            long nowNanos) {
        operations.ended(kind, outcome, intendedNanos, startedNanos, nowNanos);
        repeats.ended(kind, outcome, intendedNanos, startedNanos, nowNanos);
    }
}
