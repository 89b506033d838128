package dev.loopbench.loopcore.pool;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.PoolObserver.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Workers that are threads. All of them start at the first submission and stay until the pool ends
 * (rule P01). A submission wakes one worker if one is idle; with nothing but slow I/O above its
 * limit the idle sleep on, on purpose (rules P03, P06).
 *
 * <p>Thread-safe by one lock, which is never held while work runs. Workers are never interrupted:
 * an interrupt closes the file channel its thread is using, under everybody else who uses it.
 */
public final class ThreadWorkerPool implements WorkerPool {

    private final PoolShape shape;
    private final NanoClock clock;
    private final CpuClock cpuClock;
    private final PoolObserver observer;
    private final boolean observed;
    private final ThreadFactory threadFactory;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workAvailable = lock.newCondition();
    private final WorkLanes lanes;
    private final List<Thread> workers = new ArrayList<>();
    private int idle;
    private boolean closed;
    private boolean abandoned;

    /**
     * @param clock not read while {@code observer} is {@link PoolObserver#NONE}; neither is {@code
     *     cpuClock}
     * @param threadFactory called once per thread, at the first submission
     */
    public ThreadWorkerPool(
            PoolShape shape,
            NanoClock clock,
            CpuClock cpuClock,
            PoolObserver observer,
            ThreadFactory threadFactory) {
        this.shape = shape;
        this.clock = clock;
        this.cpuClock = cpuClock;
        this.observer = observer;
        this.observed = observer != PoolObserver.NONE;
        this.threadFactory = threadFactory;
        this.lanes = new WorkLanes(shape);
    }

    @Override
    public void submit(PoolRequest<?> request, CompletionQueue completions) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the pool is closed");
            }
            boolean wake = lanes.add(request, completions, nowNanos());
            changed(Change.QUEUED, request, request.submittedNanos());
            if (workers.isEmpty()) {
                startWorkers(request);
            } else if (wake && idle > 0) {
                workAvailable.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean cancel(PoolRequest<?> request) {
        lock.lock();
        try {
            if (!lanes.cancel(request)) {
                return false;
            }
            changed(Change.CANCELLED, request);
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            return look.apply(lanes.underWay());
        } finally {
            lock.unlock();
        }
    }

    /** Not from inside work: the worker would wait for itself. After {@link #abandon} no wait. */
    @Override
    public void close() {
        List<Thread> joined;
        lock.lock();
        try {
            closeLocked();
            joined = abandoned ? List.of() : List.copyOf(workers);
        } finally {
            lock.unlock();
        }
        joinAll(joined);
    }

    @Override
    public void abandon() {
        List<PoolRequest<?>> cancelled = new ArrayList<>();
        lock.lock();
        try {
            abandoned = true;
            closeLocked();
            if (lanes.queued() > 0) {
                lanes.cancelAll(
                        request -> {
                            cancelled.add(request);
                            changed(Change.CANCELLED, request);
                        });
            }
        } finally {
            lock.unlock();
        }
        cancelled.forEach(PoolRequest::deliver);
    }

    /** All or none: a pool smaller than it says would falsify every number about it. */
    private void startWorkers(PoolRequest<?> first) {
        try {
            for (int worker = 0; worker < shape.threads(); worker++) {
                int number = worker;
                Thread thread = threadFactory.newThread(() -> work(number));
                thread.start();
                workers.add(thread);
            }
        } catch (Throwable failed) {
            lanes.cancel(first);
            changed(Change.CANCELLED, first);
            closeLocked();
            throw failed;
        }
    }

    private void closeLocked() {
        closed = true;
        workAvailable.signalAll();
    }

    /** A worker's whole life. */
    private void work(int worker) {
        PoolRequest<?> request = awaitRequest(worker);
        while (request != null) {
            execute(request);
            release(request);
            request.deliver();
            request = awaitRequest(worker);
        }
    }

    /** Waits for a request; null once the pool is closed and has none for this worker. */
    private @Nullable PoolRequest<?> awaitRequest(int worker) {
        lock.lock();
        try {
            PoolRequest<?> request = lanes.take(worker);
            while (request == null && !closed) {
                idle++;
                workAvailable.awaitUninterruptibly();
                idle--;
                request = lanes.take(worker);
            }
            if (request == null) {
                // What may still wait is slow I/O above its limit: whoever runs some takes it.
                return null;
            }
            // The wait for a thread ends here: if the thread now has no core, that is service time.
            request.begin(changed(Change.STARTED, request));
            if (request.lane() == Lane.SLOW_IO && idle > 0 && lanes.canTake()) {
                // The submissions behind the marker woke nobody: each slow job calls the next.
                workAvailable.signal();
            }
            return request;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs outside the lock. Service began when the request was taken: reading the CPU clock counts
     * as service, a fraction of a microsecond, and so does a wait for a core.
     */
    private void execute(PoolRequest<?> request) {
        if (observed) {
            long cpuBefore = cpuClock.threadCpuNanos();
            request.run();
            await(request);
            long finishedNanos = clock.nanoTime();
            request.end(finishedNanos, cpuSince(cpuBefore));
        } else {
            request.run();
            await(request);
        }
        // Work may have left its thread interrupted; the next job's file would be closed by it.
        Thread.interrupted();
    }

    /** Holds the worker until what the request waits for has ended, if it waits for anything. */
    private void await(PoolRequest<?> request) {
        if (request.awaited().isEmpty()) {
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        request.submitAwaited(this, ended::countDown);
        boolean waiting = true;
        while (waiting) {
            try {
                ended.await();
                waiting = false;
            } catch (InterruptedException nobodysBusiness) {
                // Workers are not interrupted; a flag that its work has left must not end the wait.
            }
        }
    }

    private long cpuSince(long cpuBefore) {
        if (cpuBefore == CpuClock.NOT_MEASURED) {
            return CpuClock.NOT_MEASURED;
        }
        return cpuClock.threadCpuNanos() - cpuBefore;
    }

    /** Before the loop hears of the request, so that it never sees a pool still busy with it. */
    private void release(PoolRequest<?> request) {
        lock.lock();
        try {
            lanes.finished(request);
            changed(Change.FINISHED, request);
        } finally {
            lock.unlock();
        }
    }

    /** The instant the observer was told; 0 if there is none. */
    private long changed(Change change, PoolRequest<?> request) {
        long nowNanos = nowNanos();
        changed(change, request, nowNanos);
        return nowNanos;
    }

    private void changed(Change change, PoolRequest<?> request, long nowNanos) {
        if (observed) {
            observer.changed(change, request, nowNanos, lanes.queued(), lanes.running());
        }
    }

    private long nowNanos() {
        return observed ? clock.nanoTime() : 0;
    }

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            boolean joined = false;
            while (!joined) {
                try {
                    thread.join();
                    joined = true;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
