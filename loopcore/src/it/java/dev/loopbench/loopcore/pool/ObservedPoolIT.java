package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A clock that counts its readings tells who read it and in which order. */
class ObservedPoolIT {

    private static final int JOBS = 1_000;

    private record Change(long atNanos, int queued, int running) {}

    private static final class CountingClock implements NanoClock {

        final AtomicLong readings = new AtomicLong();

        @Override
        public long nanoTime() {
            return readings.incrementAndGet();
        }

        @Override
        public void sleep(long nanos) {}

        @Override
        public void charge(long nanos) {}
    }

    private final CountingClock clock = new CountingClock();
    private final AtomicLong cpuReadings = new AtomicLong();
    private final CpuClock cpuClock = () -> 100 * cpuReadings.incrementAndGet();
    private final List<Change> changes = new ArrayList<>();
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicBoolean overlapped = new AtomicBoolean();
    private final LoopEnd loop = new LoopEnd();

    @Test
    void each_request_is_timed_in_the_order_of_its_life() throws InterruptedException {
        try (ThreadWorkerPool pool = pool(3, this::changed)) {
            submitAll(pool);
            loop.await(JOBS);
        }

        assertThat(loop.completed)
                .allMatch(
                        request ->
                                request.submittedNanos() < request.startedNanos()
                                        && request.startedNanos() < request.finishedNanos());
    }

    @Test
    void cpu_time_is_read_around_the_work() throws InterruptedException {
        try (ThreadWorkerPool pool = pool(1, this::changed)) {
            submitAll(pool);
            loop.await(JOBS);
        }

        assertThat(loop.completed).allMatch(request -> request.serviceCpuNanos() == 100);
    }

    @Test
    void a_platform_without_cpu_clock_measures_no_cpu_time() throws InterruptedException {
        try (ThreadWorkerPool pool =
                new ThreadWorkerPool(
                        PoolShape.of(1),
                        clock,
                        CpuClock.NONE,
                        this::changed,
                        new WorkerThreads())) {
            submitAll(pool);
            loop.await(JOBS);
        }

        assertThat(loop.completed)
                .allMatch(request -> request.serviceCpuNanos() == CpuClock.NOT_MEASURED);
    }

    @Test
    void the_observer_sees_every_change_one_after_another() throws InterruptedException {
        try (ThreadWorkerPool pool = pool(3, this::changed)) {
            submitAll(pool);
            loop.await(JOBS);

            // The loop has the last completion: the observer has seen the pool go idle before.
            synchronized (changes) {
                assertThat(changes).hasSize(3 * JOBS);
            }
        }

        assertThat(overlapped).isFalse();
        Change before = new Change(0, 0, 0);
        for (Change change : changes) {
            assertThat(change.atNanos).isGreaterThan(before.atNanos);
            int queuedBy = change.queued - before.queued;
            int runningBy = change.running - before.running;
            assertThat(List.of(queuedBy, runningBy))
                    .as("submitted, taken or finished")
                    .isIn(List.of(1, 0), List.of(-1, 1), List.of(0, -1));
            before = change;
        }
        assertThat(before.queued).isZero();
        assertThat(before.running).isZero();
    }

    @Test
    void a_pool_that_nobody_observes_reads_no_clock() throws InterruptedException {
        try (ThreadWorkerPool pool = pool(3, PoolObserver.NONE)) {
            submitAll(pool);
            loop.await(JOBS);
        }

        assertThat(clock.readings).hasValue(0);
        assertThat(cpuReadings).hasValue(0);
        assertThat(loop.completed)
                .allMatch(request -> request.serviceCpuNanos() == CpuClock.NOT_MEASURED);
    }

    private ThreadWorkerPool pool(int threads, PoolObserver observer) {
        return new ThreadWorkerPool(
                PoolShape.of(threads), clock, cpuClock, observer, new WorkerThreads());
    }

    private void submitAll(ThreadWorkerPool pool) {
        Lane[] lanes = Lane.values();
        for (int i = 0; i < JOBS; i++) {
            pool.submit(
                    new PoolRequest<>(lanes[i % lanes.length], "job", () -> "done", null),
                    loop.completions);
        }
    }

    private void changed(
            PoolObserver.Change change,
            PoolRequest<?> request,
            long nowNanos,
            int queued,
            int running) {
        if (!inside.compareAndSet(false, true)) {
            overlapped.set(true);
        }
        synchronized (changes) {
            changes.add(new Change(nowNanos, queued, running));
        }
        inside.set(false);
    }
}
