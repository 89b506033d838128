package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolObserver.Change;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.WorkLanes;
import dev.loopbench.loopcore.pool.WorkerPool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker pool in virtual time. It keeps the contract of the threads it stands for: the same
 * lanes, the same timestamps, the same order. Workers share the cores of the simulated machine, so
 * more busy workers than cores make every job slower.
 *
 * <p>The work is really run, so its result is real: all at once when the simulated job starts, on
 * the thread that lets time pass. What it sleeps and is charged meanwhile (see {@link
 * VirtualClock}) is how long the job then takes: first the sleep, which uses no core, then the
 * computing.
 *
 * <p>Confined to that one thread.
 */
public final class SimulatedWorkerPool implements WorkerPool {

    private record Job(PoolRequest<?> request, long cpuNanos) {}

    /** Past every service time, yet a distance instants can be compared over. */
    private static final long FAR_NANOS = Long.MAX_VALUE / 2;

    private final VirtualClock clock;
    private final PoolShape shape;
    private final ServiceTimes times;
    private final PoolObserver observer;
    private final boolean observed;
    private final WorkLanes lanes;
    private final SharedCores<Job> cores;
    private int sleeping;
    private final BitSet busyWorkers = new BitSet();

    /** Tells the scheduled finish that counts from those that a later start has overtaken. */
    private long generation;

    private boolean closed;

    /**
     * @param cores of the simulated machine, all of them the pool's; may be a fraction
     */
    public SimulatedWorkerPool(
            VirtualClock clock,
            PoolShape shape,
            double cores,
            ServiceTimes times,
            PoolObserver observer) {
        this.clock = clock;
        this.shape = shape;
        this.times = times;
        this.observer = observer;
        this.observed = observer != PoolObserver.NONE;
        this.lanes = new WorkLanes(shape);
        this.cores = new SharedCores<>(cores);
    }

    @Override
    public void submit(PoolRequest<?> request, CompletionQueue completions) {
        // Before anything changes: a reading that costs time lets running jobs end.
        long submittedNanos = observed ? clock.nanoTime() : 0;
        if (closed) {
            throw new IllegalStateException("the pool is closed");
        }
        lanes.add(request, completions, submittedNanos);
        changed(Change.QUEUED, request);
        assignWork();
        scheduleNextFinish();
    }

    @Override
    public boolean cancel(PoolRequest<?> request) {
        if (!lanes.cancel(request)) {
            return false;
        }
        changed(Change.CANCELLED, request);
        request.deliver();
        return true;
    }

    @Override
    public int threads() {
        return shape.threads();
    }

    @Override
    public int slowThreads() {
        return shape.slowThreads();
    }

    /** Lets virtual time pass until nothing is queued or running; not from inside work. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (sleeping > 0 || !cores.isIdle()) {
            clock.advanceToNext(clock.instantNanos() + FAR_NANOS);
        }
    }

    @Override
    public void abandon() {
        closed = true;
        List<PoolRequest<?>> cancelled = new ArrayList<>();
        if (lanes.queued() > 0) {
            lanes.cancelAll(
                    request -> {
                        cancelled.add(request);
                        changed(Change.CANCELLED, request);
                    });
        }
        cancelled.forEach(PoolRequest::deliver);
    }

    private void assignWork() {
        PoolRequest<?> request = takeForLowestIdleWorker();
        while (request != null) {
            busyWorkers.set(request.worker());
            changed(Change.STARTED, request);
            if (observed) {
                request.begin(clock.instantNanos());
            }
            start(request);
            request = takeForLowestIdleWorker();
        }
    }

    private void start(PoolRequest<?> request) {
        VirtualClock.Spent spent = clock.aside(request::run);
        Job job = new Job(request, times.nanos(request, spent.chargedNanos()));
        if (spent.sleptNanos() == 0) {
            cores.start(job, job.cpuNanos, clock.instantNanos());
            return;
        }
        sleeping++;
        clock.schedule(
                clock.instantNanos() + spent.sleptNanos(),
                () -> {
                    sleeping--;
                    cores.start(job, job.cpuNanos, clock.instantNanos());
                    scheduleNextFinish();
                });
    }

    private @Nullable PoolRequest<?> takeForLowestIdleWorker() {
        int worker = busyWorkers.nextClearBit(0);
        return worker < shape.threads() ? lanes.take(worker) : null;
    }

    private void scheduleNextFinish() {
        generation++;
        if (!cores.isIdle()) {
            long scheduled = generation;
            clock.schedule(cores.nextFinishNanos(), () -> finishDue(scheduled));
        }
    }

    private void finishDue(long scheduled) {
        if (scheduled != generation) {
            return;
        }
        Job job = cores.pollFinished(clock.instantNanos());
        while (job != null) {
            finish(job);
            assignWork();
            job = cores.pollFinished(clock.instantNanos());
        }
        scheduleNextFinish();
    }

    private void finish(Job job) {
        PoolRequest<?> request = job.request;
        if (observed) {
            request.end(clock.instantNanos(), job.cpuNanos);
        }
        lanes.finished(request);
        busyWorkers.clear(request.worker());
        changed(Change.FINISHED, request);
        request.deliver();
    }

    private void changed(Change change, PoolRequest<?> request) {
        if (observed) {
            observer.changed(
                    change, request, clock.instantNanos(), lanes.queued(), lanes.running());
        }
    }
}
