package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * How long a pool's queue is and how many workers are busy, integrated over time at every change:
 * nothing is sampled, so no spike is missed; and who waited behind whom.
 *
 * <p>Thread-safe by its own lock. The pool calls one at a time; the lock is for whoever opens,
 * closes and reads while workers still finish, and is held for a few instructions. Nanoseconds of
 * the pool's clock. Recording allocates nothing.
 */
public final class DepthProbe implements PoolObserver {

    private final int threads;
    private final Interference interference;
    private final NestedJobs nested = new NestedJobs();
    private final DepthSeries series = new DepthSeries();
    private boolean open;
    private long openedNanos;
    private long lastNanos;
    private int queued;
    private int running;
    private int queuedAtOpen;
    private int queuedAtClose;
    private int depthMax;
    private long queuedIntegralNanos;
    private long runningIntegralNanos;
    private long queuedWhileFullNanos;
    private long nonEmptyNanos;
    private long submitted;
    private long changes;
    private final boolean[] busy;
    private final long[] busySinceNanos;
    private final long[] busyNanos;
    private final long[] taken;

    /**
     * @param kinds the jobs to expect
     */
    public DepthProbe(PoolShape shape, Collection<String> kinds) {
        this.threads = shape.threads();
        busy = new boolean[threads];
        busySinceNanos = new long[threads];
        busyNanos = new long[threads];
        taken = new long[threads];
        this.interference = new Interference(shape, kinds);
    }

    /** Starts a window from zero; what is queued and running stays so. */
    public synchronized void open(long nowNanos) {
        openedNanos = nowNanos;
        lastNanos = nowNanos;
        queuedAtOpen = queued;
        depthMax = queued;
        queuedIntegralNanos = 0;
        runningIntegralNanos = 0;
        queuedWhileFullNanos = 0;
        nonEmptyNanos = 0;
        submitted = 0;
        changes = 0;
        Arrays.fill(busySinceNanos, nowNanos);
        Arrays.fill(busyNanos, 0);
        Arrays.fill(taken, 0);
        interference.reset();
        nested.open();
        series.reset();
        series.add(nowNanos, queued);
        open = true;
    }

    /** Ends the window; what happens from now on is ignored. */
    public synchronized void close(long nowNanos) {
        if (open) {
            integrateTo(nowNanos);
            for (int worker = 0; worker < threads; worker++) {
                busyNanos[worker] += busy[worker] ? lastNanos - busySinceNanos[worker] : 0;
            }
            queuedAtClose = queued;
            nested.end();
            open = false;
        }
    }

    @Override
    public synchronized void changed(
            Change change, PoolRequest<?> request, long nowNanos, int queued, int running) {
        if (open) {
            integrateTo(nowNanos);
            changes++;
            submitted += change == Change.QUEUED ? 1 : 0;
            depthMax = Math.max(depthMax, queued);
            if (queued != this.queued) {
                series.add(lastNanos, queued);
            }
        }
        occupy(change, request.worker());
        interference.apply(change, request);
        nested.apply(change, request);
        this.queued = queued;
        this.running = running;
    }

    /** Who waited for whom on its worker when the window closed. */
    synchronized List<Pool.Nested> nested() {
        return nested.atEnd();
    }

    /** Length of the window. */
    public synchronized long windowNanos() {
        return lastNanos - openedNanos;
    }

    /** How long the window has been open. */
    public synchronized long openNanos(long nowNanos) {
        return nowNanos - openedNanos;
    }

    public int threads() {
        return threads;
    }

    /** Requests that wait for a worker now. */
    public synchronized int queued() {
        return queued;
    }

    /** Workers that are busy now. */
    public synchronized int running() {
        return running;
    }

    /** ∫ queue length dt. */
    public synchronized long queuedIntegralNanos() {
        return queuedIntegralNanos;
    }

    /** ∫ busy workers dt. */
    public synchronized long runningIntegralNanos() {
        return runningIntegralNanos;
    }

    /** ∫ queue length dt while every worker was busy: what more threads would have saved. */
    public synchronized long queuedWhileFullNanos() {
        return queuedWhileFullNanos;
    }

    /** How long anything waited. */
    public synchronized long nonEmptyNanos() {
        return nonEmptyNanos;
    }

    public synchronized long depthMax() {
        return depthMax;
    }

    /** Requests submitted in the window. */
    public synchronized long submitted() {
        return submitted;
    }

    /** By how many the queue grew from the opening to the close. */
    public synchronized long queueGrowth() {
        return (long) queuedAtClose - queuedAtOpen;
    }

    /** Calls seen in the window. */
    public synchronized long events() {
        return changes;
    }

    /** At most a few hundred points, offsets from the opening. */
    public synchronized List<Pool.DepthPoint> series() {
        return series.toResult(openedNanos);
    }

    /** One row per worker, the idle ones too; a job counts where it was taken in the window. */
    public synchronized List<Pool.WorkerUse> workers() {
        List<Pool.WorkerUse> workers = new ArrayList<>(threads);
        for (int worker = 0; worker < threads; worker++) {
            workers.add(new Pool.WorkerUse(worker, taken[worker], busyNanos[worker]));
        }
        return List.copyOf(workers);
    }

    /** Who waited behind whom. */
    public synchronized List<Pool.Waiter> waiters() {
        return interference.toResult();
    }

    private void occupy(Change change, int worker) {
        if (worker < 0 || worker >= threads) {
            return;
        }
        if (change == Change.STARTED) {
            busy[worker] = true;
            busySinceNanos[worker] = lastNanos;
            taken[worker] += open ? 1 : 0;
        } else if (change == Change.FINISHED) {
            busyNanos[worker] += open ? lastNanos - busySinceNanos[worker] : 0;
            busy[worker] = false;
        }
    }

    private void integrateTo(long nowNanos) {
        long nanos = nowNanos - lastNanos;
        if (nanos <= 0) {
            // An instant read before the window opened: nothing of it lies inside.
            return;
        }
        queuedIntegralNanos += nanos * queued;
        runningIntegralNanos += nanos * running;
        queuedWhileFullNanos += running >= threads ? nanos * queued : 0;
        nonEmptyNanos += queued > 0 ? nanos : 0;
        interference.pass(nanos);
        lastNanos = nowNanos;
    }
}
