package dev.loopbench.probes.node.live;

import dev.loopbench.probes.inspector.JobCount;
import java.util.concurrent.TimeUnit;

/**
 * The jobs of a process's pool as the system tells them, beside those that the observer within has
 * seen. One thread adds what was seen, another one asks.
 */
final class SeenJobs implements JobCount {

    /** Over what time those that were seen make a rate. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final JobCount told;
    private long sinceNanos;
    private long sinceJobs;
    private volatile double seenPerSecond;

    /**
     * @param sinceNanos when the observer began to look, by its clock
     */
    SeenJobs(JobCount told, long sinceNanos) {
        this.told = told;
        this.sinceNanos = sinceNanos;
    }

    /**
     * @param jobs that the observer has seen by then
     */
    void add(long atNanos, long jobs) {
        long nanos = atNanos - sinceNanos;
        if (nanos >= LEAST_NANOS) {
            seenPerSecond = (double) (jobs - sinceJobs) * TimeUnit.SECONDS.toNanos(1) / nanos;
            sinceNanos = atNanos;
            sinceJobs = jobs;
        }
    }

    @Override
    public long jobs() {
        return told.jobs();
    }

    @Override
    public double seenPerSecond() {
        return seenPerSecond;
    }
}
