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
import java.util.function.Function;
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

    /** Past every service time, yet a distance instants can be compared over. */
    private static final long FAR_NANOS = Long.MAX_VALUE / 2;

    private final VirtualClock clock;
    private final PoolShape shape;
    private final ServiceTimes times;
    private final PoolObserver observer;
    private final boolean observed;
    private final WorkLanes lanes;
    private final SimulatedCores cores;
    private int sleeping;
    private final BitSet busyWorkers = new BitSet();

    private boolean closed;

    /**
     * A pool alone on its cores.
     *
     * @param cores may be a fraction
     */
    public SimulatedWorkerPool(
            VirtualClock clock,
            PoolShape shape,
            double cores,
            ServiceTimes times,
            PoolObserver observer) {
        this(clock, shape, SimulatedCores.ofWorkers(clock, cores), times, observer);
    }

    /**
     * @param cores which the workers share with whoever else computes on them
     */
    public SimulatedWorkerPool(
            VirtualClock clock,
            PoolShape shape,
            SimulatedCores cores,
            ServiceTimes times,
            PoolObserver observer) {
        this.clock = clock;
        this.shape = shape;
        this.times = times;
        this.observer = observer;
        this.observed = observer != PoolObserver.NONE;
        this.lanes = new WorkLanes(shape);
        this.cores = cores;
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

    @Override
    public <T> T inspect(Function<List<PoolRequest<?>>, T> look) {
        return look.apply(lanes.underWay());
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
        long cpuNanos = times.nanos(request, spent.chargedNanos());
        if (spent.sleptNanos() == 0) {
            compute(request, cpuNanos);
            return;
        }
        sleeping++;
        clock.schedule(
                clock.instantNanos() + spent.sleptNanos(),
                () -> {
                    sleeping--;
                    compute(request, cpuNanos);
                });
    }

    private void compute(PoolRequest<?> request, long cpuNanos) {
        cores.start(
                cpuNanos,
                () -> {
                    workDone(request, cpuNanos);
                    assignWork();
                });
    }

    private @Nullable PoolRequest<?> takeForLowestIdleWorker() {
        int worker = busyWorkers.nextClearBit(0);
        return worker < shape.threads() ? lanes.take(worker) : null;
    }

    /** Its work is done; the worker stays busy while it waits for others of its pool. */
    private void workDone(PoolRequest<?> request, long cpuNanos) {
        if (request.awaited().isEmpty()) {
            finish(request, cpuNanos);
        } else {
            request.submitAwaited(this, () -> finish(request, cpuNanos));
        }
    }

    private void finish(PoolRequest<?> request, long cpuNanos) {
        if (observed) {
            request.end(clock.instantNanos(), cpuNanos);
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
