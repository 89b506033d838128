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
    PoolObserver NONE = (nowNanos, queued, running) -> {};

    /**
     * From {@code nowNanos} on, {@code queued} requests wait and {@code running} workers are busy.
     */
    void changed(long nowNanos, int queued, int running);
}
