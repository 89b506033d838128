package dev.loopbench.loopcore.pool;

import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;

/** A pool in virtual time whose jobs all take equally long and wait in one FIFO. */
public final class FakePool implements WorkerPool {

    private record Job(PoolRequest<?> request, CompletionQueue completions) {}

    private final VirtualClock clock;
    private final int threads;
    private final long serviceNanos;
    private final ArrayDeque<Job> queued = new ArrayDeque<>();
    private int running;

    public FakePool(VirtualClock clock, int threads, long serviceNanos) {
        this.clock = clock;
        this.threads = threads;
        this.serviceNanos = serviceNanos;
    }

    @Override
    public void submit(PoolRequest<?> request, CompletionQueue completions) {
        queued.add(new Job(request, completions));
        startNext();
    }

    private void startNext() {
        if (running < threads && !queued.isEmpty()) {
            running++;
            Job job = queued.remove();
            clock.schedule(clock.nanoTime() + serviceNanos, () -> finish(job));
        }
    }

    private void finish(Job job) {
        job.request.run();
        job.completions.push(job.request);
        running--;
        startNext();
    }

    @Override
    public boolean cancel(PoolRequest<?> request) {
        for (Job job : queued) {
            if (job.request == request) {
                queued.remove(job);
                request.state = PoolRequest.State.CANCELLED;
                job.completions.push(request);
                return true;
            }
        }
        return false;
    }

    @Override
    public <T> T inspect(Function<List<PoolRequest<?>>, T> look) {
        return look.apply(queued.stream().<PoolRequest<?>>map(Job::request).toList());
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int slowThreads() {
        return (threads + 1) / 2;
    }

    @Override
    public void close() {}

    @Override
    public void abandon() {
        queued.clear();
    }
}
