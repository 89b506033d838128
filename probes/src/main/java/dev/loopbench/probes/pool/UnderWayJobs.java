package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pool had not ended when the window closed. Immutable; nanoseconds.
 *
 * @param jobs on threads, then those that waited, with offsets from the opening of the window and
 *     without numbers; at most {@link Report#MAX_JOBS}
 * @param dropped jobs that {@code jobs} has no room for
 * @param waitedNanos how long all of them had waited for a thread in the window
 */
record UnderWayJobs(List<Pool.UnderWay> kinds, List<Job> jobs, long dropped, long waitedNanos) {

    /** All had ended. */
    static final UnderWayJobs NONE = new UnderWayJobs(List.of(), List.of(), 0, 0);

    /**
     * @param requests as {@link dev.loopbench.loopcore.pool.WorkerPool#inspect} shows them
     */
    static UnderWayJobs of(List<PoolRequest<?>> requests, long openedNanos, long closedNanos) {
        Map<String, Pool.UnderWay> kinds = new LinkedHashMap<>();
        List<Job> jobs = new ArrayList<>();
        long waitedNanos = 0;
        for (PoolRequest<?> request : requests) {
            boolean running = request.worker() != PoolRequest.NO_WORKER;
            long untilNanos = running ? request.startedNanos() : closedNanos;
            waitedNanos +=
                    Math.max(0, untilNanos - Math.max(request.submittedNanos(), openedNanos));
            kinds.merge(request.kind(), of(request, running, closedNanos), UnderWayJobs::sum);
            if (jobs.size() < Report.MAX_JOBS) {
                jobs.add(
                        new Job(
                                0,
                                request.kind(),
                                request.worker(),
                                request.submittedNanos() - openedNanos,
                                running ? (Long) (untilNanos - openedNanos) : null,
                                null,
                                null,
                                null,
                                running ? Job.Outcome.RUNNING : Job.Outcome.QUEUED));
            }
        }
        return new UnderWayJobs(
                List.copyOf(kinds.values()),
                List.copyOf(jobs),
                requests.size() - jobs.size(),
                waitedNanos);
    }

    private static Pool.UnderWay of(PoolRequest<?> request, boolean running, long closedNanos) {
        return running
                ? new Pool.UnderWay(
                        request.kind(), 1, Math.max(0, closedNanos - request.startedNanos()), 0, 0)
                : new Pool.UnderWay(
                        request.kind(),
                        0,
                        0,
                        1,
                        Math.max(0, closedNanos - request.submittedNanos()));
    }

    private static Pool.UnderWay sum(Pool.UnderWay one, Pool.UnderWay other) {
        return new Pool.UnderWay(
                one.kind(),
                one.running() + other.running(),
                Math.max(one.longestRunningNanos(), other.longestRunningNanos()),
                one.queued() + other.queued(),
                Math.max(one.longestQueuedNanos(), other.longestQueuedNanos()));
    }
}
