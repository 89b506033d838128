package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolSize;
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
 * <p>The work is really run, so its result is real; it runs in no virtual time at the instant at
 * which the simulated job ends, on the thread that lets time pass.
 *
 * <p>Confined to that one thread.
 */
public final class SimulatedWorkerPool implements WorkerPool {

    private record Job(PoolRequest<?> request, long cpuNanos) {}

    /** Past every service time, yet a distance instants can be compared over. */
    private static final long FAR_NANOS = Long.MAX_VALUE / 2;

    private final VirtualClock clock;
    private final PoolSize size;
    private final ServiceTimes times;
    private final PoolObserver observer;
    private final boolean observed;
    private final WorkLanes lanes;
    private final SharedCores<Job> cores;
    private final BitSet busyWorkers = new BitSet();

    /** Tells the scheduled finish that counts from those that a later start has overtaken. */
    private long generation;

    private boolean closed;

    /**
     * @param threads 1 to 1024
     * @param cores of the simulated machine, all of them the pool's; may be a fraction
     */
    public SimulatedWorkerPool(
            VirtualClock clock,
            int threads,
            double cores,
            ServiceTimes times,
            PoolObserver observer) {
        this.clock = clock;
        this.size = PoolSize.of(threads);
        this.times = times;
        this.observer = observer;
        this.observed = observer != PoolObserver.NONE;
        this.lanes = new WorkLanes(threads);
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
        changed();
        assignWork();
        scheduleNextFinish();
    }

    @Override
    public boolean cancel(PoolRequest<?> request) {
        if (!lanes.cancel(request)) {
            return false;
        }
        changed();
        request.deliver();
        return true;
    }

    @Override
    public int threads() {
        return size.threads();
    }

    @Override
    public int slowThreads() {
        return size.slowThreads();
    }

    /** Lets virtual time pass until nothing is queued or running; not from inside work. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!cores.isIdle()) {
            clock.advanceToNext(clock.instantNanos() + FAR_NANOS);
        }
    }

    @Override
    public void abandon() {
        closed = true;
        List<PoolRequest<?>> cancelled = new ArrayList<>();
        if (lanes.queued() > 0) {
            lanes.cancelAll(cancelled::add);
            changed();
        }
        cancelled.forEach(PoolRequest::deliver);
    }

    private void assignWork() {
        PoolRequest<?> request = takeForLowestIdleWorker();
        while (request != null) {
            busyWorkers.set(request.worker());
            changed();
            if (observed) {
                request.begin(clock.instantNanos());
            }
            long cpuNanos = times.nanos(request);
            cores.start(new Job(request, cpuNanos), cpuNanos, clock.instantNanos());
            request = takeForLowestIdleWorker();
        }
    }

    private @Nullable PoolRequest<?> takeForLowestIdleWorker() {
        int worker = busyWorkers.nextClearBit(0);
        return worker < size.threads() ? lanes.take(worker) : null;
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
        request.run();
        if (observed) {
            request.end(clock.instantNanos(), job.cpuNanos);
        }
        lanes.finished(request);
        busyWorkers.clear(request.worker());
        changed();
        request.deliver();
    }

    private void changed() {
        if (observed) {
            observer.changed(clock.instantNanos(), lanes.queued(), lanes.running());
        }
    }
}
