package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.latency.PoolLegs;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Pool;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The legs of every pool job - wait, service, return - per kind and job by job.
 *
 * <p>Confined to the loop thread until {@link #close}. A job belongs to the window in which its
 * callback starts; submitted earlier, its first offset is negative. Jobs are listed by submission
 * and numbered from 1 in that order; the list keeps the first {@link
 * dev.loopbench.probes.result.Report#MAX_JOBS} to complete. Recording allocates nothing but for the
 * first job of a kind that was not announced.
 */
public final class JobProbe implements LoopObserver {

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final JobLog log = new JobLog();
    private final int threads;
    private UnderWayJobs underWay = UnderWayJobs.NONE;
    private boolean open;
    private long openedNanos;
    private long events;
    private long completed;
    private long cancelled;
    private long waitSumNanos;
    private long strangers;

    /**
     * @param threads of the pool
     * @param kinds the jobs to expect
     */
    public JobProbe(int threads, Collection<String> kinds) {
        this.threads = threads;
        kinds.forEach(this::kind);
    }

    /** Starts a window from zero. */
    public void open(long nowNanos) {
        kinds.values().forEach(Kind::reset);
        log.reset();
        underWay = UnderWayJobs.NONE;
        events = 0;
        completed = 0;
        cancelled = 0;
        waitSumNanos = 0;
        strangers = 0;
        openedNanos = nowNanos;
        open = true;
    }

    /**
     * Ends the window; what happens from now on is ignored.
     *
     * @param underWay what the pool has not ended by {@code nowNanos}
     */
    public void close(long nowNanos, List<PoolRequest<?>> underWay) {
        if (open) {
            this.underWay = UnderWayJobs.of(underWay, openedNanos, nowNanos);
            open = false;
        }
    }

    @Override
    public void requestCompleted(PoolRequest<?> request, long nowNanos) {
        if (open) {
            record(
                    request.kind(),
                    request.worker(),
                    request.outcome(),
                    request.submittedNanos(),
                    request.startedNanos(),
                    request.finishedNanos(),
                    nowNanos,
                    request.serviceCpuNanos());
        }
    }

    void record(
            String kind,
            int worker,
            Outcome outcome,
            long submittedNanos,
            long startedNanos,
            long finishedNanos,
            long completedNanos,
            long cpuNanos) {
        events++;
        log.add(
                kind,
                worker,
                outcome,
                submittedNanos,
                startedNanos,
                finishedNanos,
                completedNanos,
                cpuNanos);
        if (outcome == Outcome.CANCELLED) {
            cancelled++;
            return;
        }
        if (worker < 0 || worker >= threads) {
            strangers++;
            return;
        }
        completed++;
        waitSumNanos +=
                startedNanos - Math.max(submittedNanos, Math.min(openedNanos, startedNanos));
        Kind legs = kind(kind);
        legs.waitLeg.record(startedNanos - submittedNanos);
        legs.serviceLeg.record(finishedNanos - startedNanos);
        legs.returnLeg.record(completedNanos - finishedNanos);
        legs.addCpu(cpuNanos);
    }

    /** Jobs that ran and came back. */
    public long completed() {
        return completed;
    }

    /** Jobs taken out of the queue before they ran. */
    public long cancelled() {
        return cancelled;
    }

    /** What jobs waited for a thread in the window, added up; those under way so far. */
    public long waitSumNanos() {
        return waitSumNanos + underWay.waitedNanos();
    }

    /** Calls seen in the window. */
    public long events() {
        return events;
    }

    /** Durations that came out negative and jobs of no worker: faults of the instrument. */
    public long invalid() {
        return strangers + kinds.values().stream().mapToLong(Kind::invalid).sum();
    }

    /** The legs of one kind's jobs; empty if none of them ran. */
    public Optional<PoolLegs> legs(String kind) {
        Kind legs = kinds.get(kind);
        return legs == null || legs.waitLeg.isEmpty()
                ? Optional.empty()
                : Optional.of(legs.toResult());
    }

    /** What had not ended when the window closed, by kind. */
    public List<Pool.UnderWay> underWay() {
        return underWay.kinds();
    }

    /** Jobs by submission, offsets from the opening; those under way before those that ended. */
    public List<Job> jobs() {
        return log.toResult(openedNanos, underWay.jobs());
    }

    /** Jobs the list had no room for. */
    public long jobsDropped() {
        return log.dropped(underWay.jobs().size()) + underWay.dropped();
    }

    private Kind kind(String name) {
        return kinds.computeIfAbsent(name, added -> new Kind());
    }

    private static final class Kind {

        private final LatencyRecorder waitLeg = new LatencyRecorder();
        private final LatencyRecorder serviceLeg = new LatencyRecorder();
        private final LatencyRecorder returnLeg = new LatencyRecorder();
        private long cpuNanos;
        private boolean cpuUnknown;

        private void reset() {
            waitLeg.reset();
            serviceLeg.reset();
            returnLeg.reset();
            cpuNanos = 0;
            cpuUnknown = false;
        }

        private void addCpu(long nanos) {
            if (nanos == CpuClock.NOT_MEASURED) {
                cpuUnknown = true;
            } else {
                cpuNanos += nanos;
            }
        }

        private long invalid() {
            return waitLeg.negatives() + serviceLeg.negatives() + returnLeg.negatives();
        }

        private PoolLegs toResult() {
            return new PoolLegs(
                    Histograms.of(waitLeg),
                    Histograms.of(serviceLeg),
                    cpuUnknown ? null : (Long) cpuNanos,
                    Histograms.of(returnLeg));
        }
    }
}
