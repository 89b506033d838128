package dev.loopbench.loopcore.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that another one, their parent, submits to its own pool once its work is done, and waits
 * for on its worker: as code does that calls a blocking {@code get()} in a job. With a worker for
 * each waiting parent and none for what they wait for, the pool is stuck for good.
 *
 * <p>Thread-safe by its counter.
 */
final class Nested {

    private final PoolRequest<?> parent;
    private final List<PoolRequest<?>> requests;
    private final AtomicInteger open;
    private Runnable whenEnded = () -> {};

    Nested(PoolRequest<?> parent, List<? extends PoolRequest<?>> requests) {
        this.parent = parent;
        this.requests = List.copyOf(requests);
        this.open = new AtomicInteger(requests.size());
    }

    PoolRequest<?> parent() {
        return parent;
    }

    List<PoolRequest<?>> requests() {
        return requests;
    }

    /** Set before any of the requests is submitted; called by the thread that ends the last. */
    void whenEnded(Runnable callback) {
        whenEnded = callback;
    }

    /** One of them has run or was cancelled. */
    void ended() {
        if (open.decrementAndGet() == 0) {
            whenEnded.run();
        }
    }
}
