package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import java.util.ArrayList;
import java.util.List;

/** A simulated pool, a loop's end of it, and what came back. */
final class PoolScene {

    /** Every job takes this long on a core of its own. */
    static final long SERVICE_NANOS = 1_000_000;

    static final long ORIGIN_NANOS = Long.MAX_VALUE - 3 * SERVICE_NANOS;

    /** One call of the observer. */
    record Change(long atNanos, int queued, int running) {}

    final List<Change> changes = new ArrayList<>();
    final List<String> completed = new ArrayList<>();
    final VirtualClock clock;
    final SimulatedWorkerPool pool;
    final CompletionQueue completions;
    int wakeups;

    private PoolScene(VirtualClock clock, int threads, double cores, ServiceTimes times) {
        this.clock = clock;
        this.pool =
                new SimulatedWorkerPool(clock, PoolShape.of(threads), cores, times, this::changed);
        this.completions = new CompletionQueue(() -> wakeups++);
    }

    /** The clock stands still and wraps after three services. */
    static PoolScene of(int threads, double cores) {
        return of(threads, cores, (request, charged) -> SERVICE_NANOS);
    }

    static PoolScene of(int threads, double cores, ServiceTimes times) {
        return new PoolScene(new VirtualClock(ORIGIN_NANOS, 0), threads, cores, times);
    }

    PoolRequest<String> submit(Lane lane, String kind) {
        return submit(
                new PoolRequest<>(
                        lane,
                        kind,
                        () -> kind + " done",
                        request -> completed.add(request.kind())));
    }

    <T> PoolRequest<T> submit(PoolRequest<T> request) {
        pool.submit(request, completions);
        return request;
    }

    List<PoolRequest<String>> submit(int count, Lane lane) {
        List<PoolRequest<String>> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(submit(lane, "job " + i));
        }
        return requests;
    }

    void drain() {
        completions.drain(PoolRequest::complete);
    }

    /** Lets all that is going to happen happen, and completes it. */
    void runOut() {
        while (clock.hasScheduled()) {
            clock.advanceToNext(clock.instantNanos() + Long.MAX_VALUE / 2);
            drain();
        }
        drain();
    }

    long sinceStartNanos() {
        return clock.instantNanos() - ORIGIN_NANOS;
    }

    static PoolObserver ignoring() {
        return (change, request, nowNanos, queued, running) -> {};
    }

    private void changed(
            PoolObserver.Change change,
            PoolRequest<?> request,
            long nowNanos,
            int queued,
            int running) {
        changes.add(new Change(nowNanos - ORIGIN_NANOS, queued, running));
    }
}
