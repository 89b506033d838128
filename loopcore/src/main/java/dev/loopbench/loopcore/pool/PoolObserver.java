package dev.loopbench.loopcore.pool;

/**
 * Sees every change of a pool's queue.
 *
 * <p>Called by the thread that changed the queue, while it holds the pool's lock: calls never
 * overlap and come in the order of the changes. Implementations do not allocate, block or throw.
 * With {@link #NONE} a pool reads no clock.
 */
public interface PoolObserver {

    /** Watches nothing. */
    PoolObserver NONE = (change, request, nowNanos, queued, running) -> {};

    /** What became of a request. */
    enum Change {
        QUEUED,
        /** A worker took it. */
        STARTED,
        /** Its worker is free again. */
        FINISHED,
        /** It left the queue without a worker. */
        CANCELLED
    }

    /**
     * From {@code nowNanos} on, {@code queued} requests wait and {@code running} workers are busy.
     */
    void changed(Change change, PoolRequest<?> request, long nowNanos, int queued, int running);
}
