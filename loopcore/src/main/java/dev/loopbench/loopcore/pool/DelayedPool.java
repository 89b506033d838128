package dev.loopbench.loopcore.pool;

import dev.loopbench.loopcore.clock.NanoClock;
import java.util.List;
import java.util.function.Function;

/**
 * A pool whose jobs and callbacks take longer by a known time: to see whether whoever measures them
 * notices. Thread-safe, as is the pool behind it.
 *
 * <p>The thread computes while it delays. That lies within the service leg and the callback, as a
 * slower job and a slower callback would.
 */
public final class DelayedPool implements WorkerPool {

    private final WorkerPool pool;
    private final NanoClock clock;
    private final JobDelay delay;

    public DelayedPool(WorkerPool pool, NanoClock clock, JobDelay delay) {
        this.pool = pool;
        this.clock = clock;
        this.delay = delay;
    }

    @Override
    public void submit(PoolRequest<?> request, CompletionQueue completions) {
        request.delayed = this;
        pool.submit(request, completions);
    }

    @Override
    public boolean cancel(PoolRequest<?> request) {
        return pool.cancel(request);
    }

    @Override
    public int threads() {
        return pool.threads();
    }

    @Override
    public int slowThreads() {
        return pool.slowThreads();
    }

    @Override
    public <T> T inspect(Function<List<PoolRequest<?>>, T> look) {
        return pool.inspect(look);
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public void abandon() {
        pool.abandon();
    }

    /** On the worker: in proportion to what the work took by the clock, waits for a core too. */
    void aroundWork(Runnable work) {
        long startNanos = clock.nanoTime();
        work.run();
        clock.spin(Math.round((clock.nanoTime() - startNanos) * delay.serviceShare()));
    }

    /** On the loop. */
    void beforeCallback() {
        clock.spin(delay.callbackNanos());
    }
}
