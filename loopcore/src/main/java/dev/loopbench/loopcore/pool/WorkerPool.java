package dev.loopbench.loopcore.pool;

import java.util.List;
import java.util.function.Function;

/**
 * A fixed number of workers that take requests from two lanes and hand each one back to the loop
 * that submitted it (rules P01 to P16). Thread-safe; one pool may serve any number of loops.
 */
public interface WorkerPool extends AutoCloseable {

    /**
     * Queues a request; those that it waits for follow from its worker. Its completion arrives in
     * {@code completions}. The workers start with the first submission.
     *
     * @throws IllegalStateException if the pool is closed or the request was submitted before
     */
    void submit(PoolRequest<?> request, CompletionQueue completions);

    /**
     * Takes a request back out of the queue.
     *
     * @return true if it was still queued: it completes later as {@link Outcome#CANCELLED}; false
     *     if it is running or finished (libuv's EBUSY): it completes as if nothing had been said
     */
    boolean cancel(PoolRequest<?> request);

    /** Number of workers. */
    int threads();

    /** At most so many workers run {@link Lane#SLOW_IO} at once: half of them, rounded up. */
    int slowThreads();

    /**
     * Shows what has not ended: the requests on workers, then those that wait, in the order in
     * which they would be taken. Nothing is queued, starts or ends while {@code look} sees them;
     * {@link PoolRequest#worker} tells the two apart.
     *
     * @param look short: workers wait for it. It keeps none of the requests
     */
    <T> T inspect(Function<List<PoolRequest<?>>, T> look);

    /** Lets the workers finish what is queued and running, then joins them (rule P15). */
    @Override
    void close();

    /** Cancels what is queued and leaves what is running to itself: for an interrupted run. */
    void abandon();
}
