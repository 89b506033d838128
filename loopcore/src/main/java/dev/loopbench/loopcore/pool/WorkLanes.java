package dev.loopbench.loopcore.pool;

import dev.loopbench.loopcore.pool.PoolRequest.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a worker, and who may go next: CPU work and fast I/O in one FIFO, slow I/O in its
 * own, from which at most half of the workers, rounded up, take (rules P03 to P06).
 *
 * <p>The slow lane is represented in the main queue by one marker. Whoever takes the marker takes
 * the first slow request, and the marker goes back to the tail while more of them wait, so that the
 * two lanes interleave. A marker that comes up while the slow limit is reached goes to the tail
 * too.
 *
 * <p>Without a slow lane all wait in the main queue.
 *
 * <p>Not thread-safe: guarded by its pool's lock.
 */
public final class WorkLanes {

    private final boolean slowLane;
    private final int slowThreads;
    private final RequestList queue = new RequestList();
    private final RequestList slow = new RequestList();
    private final PoolRequest<?> slowMarker =
            new PoolRequest<>(Lane.SLOW_IO, "marker", () -> "never run", null);
    private final @Nullable PoolRequest<?>[] onWorkers;
    private boolean slowMarked;
    private int queued;
    private int slowQueued;
    private int running;
    private int slowRunning;

    public WorkLanes(PoolShape shape) {
        slowLane = shape.slowLane();
        slowThreads = shape.slowThreads();
        onWorkers = new PoolRequest<?>[shape.threads()];
    }

    /**
     * Puts a new request at the tail of its lane.
     *
     * @return whether that is worth waking a worker for; not so for slow I/O behind a marker that
     *     is queued already, for whoever takes the marker calls the next worker
     * @throws IllegalStateException if it was submitted before
     */
    public boolean add(PoolRequest<?> request, CompletionQueue completions, long submittedNanos) {
        if (request.state != State.NEW) {
            throw new IllegalStateException("the request was submitted before");
        }
        request.state = State.QUEUED;
        request.lanes = this;
        request.completions = completions;
        request.submittedNanos = submittedNanos;
        queued++;
        if (!isSlow(request)) {
            queue.addLast(request);
            return true;
        }
        slowQueued++;
        slow.addLast(request);
        boolean calledAlready = slowMarked;
        markSlow();
        return !calledAlready && canTake();
    }

    /** Whether {@link #take} would find a request. */
    public boolean canTake() {
        return queued > slowQueued || (slowQueued > 0 && slowRunning < slowThreads);
    }

    /**
     * Takes the next request for {@code worker}, which has to say when it is {@link #finished}.
     *
     * @return null if nothing waits, or only slow requests do and their limit is reached
     */
    public @Nullable PoolRequest<?> take(int worker) {
        while (true) {
            PoolRequest<?> request = queue.first();
            if (request == slowMarker) {
                if (slowRunning >= slowThreads && queue.isOnly(slowMarker)) {
                    return null;
                }
                unmarkSlow();
                if (slowRunning >= slowThreads) {
                    markSlow();
                    continue;
                }
                request = slow.first();
                if (request == null) {
                    continue; // all of them were cancelled; the marker has done its duty
                }
            }
            if (request == null) {
                return null;
            }
            leave(request, State.RUNNING);
            request.worker = worker;
            onWorkers[worker] = request;
            running++;
            if (isSlow(request)) {
                slowRunning++;
                if (!slow.isEmpty()) {
                    markSlow();
                }
            }
            return request;
        }
    }

    /** The worker that took {@code request} is free again. */
    public void finished(PoolRequest<?> request) {
        onWorkers[request.worker()] = null;
        running--;
        if (isSlow(request)) {
            slowRunning--;
        }
    }

    /**
     * Takes a request out as cancelled; its pool has to {@link PoolRequest#deliver} it. The marker
     * stays even if no slow request is left: the next one takes the place it holds.
     *
     * @return false if it is not queued here
     */
    public boolean cancel(PoolRequest<?> request) {
        if (request.lanes != this) {
            return false;
        }
        leave(request, State.CANCELLED);
        return true;
    }

    /** Takes everything out as cancelled, first the main queue, then the slow lane. */
    public void cancelAll(Consumer<PoolRequest<?>> cancelled) {
        unmarkSlow();
        PoolRequest<?> request;
        while ((request = queue.isEmpty() ? slow.first() : queue.first()) != null) {
            leave(request, State.CANCELLED);
            cancelled.accept(request);
        }
    }

    /** What is on workers, by their number, then what waits: the main queue, then the slow lane. */
    public List<PoolRequest<?>> underWay() {
        List<PoolRequest<?>> all = new ArrayList<>(running + queued);
        for (PoolRequest<?> request : onWorkers) {
            if (request != null) {
                all.add(request);
            }
        }
        queue.forEach(
                request -> {
                    if (request != slowMarker) {
                        all.add(request);
                    }
                });
        slow.forEach(all::add);
        return all;
    }

    /** How many requests wait. */
    public int queued() {
        return queued;
    }

    /** How many workers are busy. */
    public int running() {
        return running;
    }

    /** At most so many workers run {@link Lane#SLOW_IO} at once. */
    public int slowThreads() {
        return slowThreads;
    }

    private void leave(PoolRequest<?> request, State state) {
        queued--;
        if (isSlow(request)) {
            slowQueued--;
            slow.remove(request);
        } else {
            queue.remove(request);
        }
        request.lanes = null;
        request.state = state;
    }

    private boolean isSlow(PoolRequest<?> request) {
        return slowLane && request.lane() == Lane.SLOW_IO;
    }

    private void markSlow() {
        if (!slowMarked) {
            slowMarked = true;
            queue.addLast(slowMarker);
        }
    }

    private void unmarkSlow() {
        if (slowMarked) {
            slowMarked = false;
            queue.remove(slowMarker);
        }
    }
}
