package dev.loopbench.probes.node.script;

import dev.loopbench.probes.latency.LatencyRecorder;

/**
 * The legs of jobs of one type, where Node publishes them, as a {@link ScriptLog} has them.
 *
 * <p>Confined to one thread.
 */
public final class LegsLog {

    private final String type;
    private final LatencyRecorder waiting = new LatencyRecorder();
    private final LatencyRecorder service = new LatencyRecorder();
    private final LatencyRecorder returning = new LatencyRecorder();

    LegsLog(String type) {
        this.type = type;
    }

    void add(Answer.JobLegs job) {
        waiting.record(job.startedNanos() - job.enqueuedNanos());
        service.record(job.endedNanos() - job.startedNanos());
        returning.record(job.calledNanos() - job.endedNanos());
    }

    /** Node's own, coarser than the kinds: {@code crypto}, {@code zlib}. */
    public String type() {
        return type;
    }

    /** From the queue to a thread. */
    public LatencyRecorder waiting() {
        return waiting;
    }

    /** On the thread. */
    public LatencyRecorder service() {
        return service;
    }

    /** From the thread to the callback. */
    public LatencyRecorder returning() {
        return returning;
    }

    long negatives() {
        return waiting.negatives() + service.negatives() + returning.negatives();
    }
}
