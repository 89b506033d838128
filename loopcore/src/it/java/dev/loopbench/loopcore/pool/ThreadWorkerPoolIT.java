package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadWorkerPoolIT {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final WorkerThreads names = new WorkerThreads();
    private final ThreadFactory factory =
            task -> {
                Thread thread = names.newThread(task);
                threads.add(thread);
                return thread;
            };
    private final ThreadWorkerPool pool = poolOf(4);
    private final LoopEnd loop = new LoopEnd();

    /** What jobs that have to stay on their workers wait for. */
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void closePool() {
        release.countDown();
        pool.close();
    }

    @Test
    @Rule("P01")
    void all_threads_start_with_the_first_submission_and_no_more_ever() throws Exception {
        assertThat(threads).isEmpty();

        submit(Lane.CPU);
        assertThat(threads).hasSize(4).noneMatch(thread -> thread.getState() == State.NEW);

        for (int i = 0; i < 100; i++) {
            submit(Lane.CPU);
        }
        loop.await(101);
        assertThat(threads).hasSize(4).allMatch(Thread::isAlive);
    }

    @Test
    @Rule("P14")
    void workers_are_named_by_their_number() throws Exception {
        PoolRequest<String> request = submit(Lane.CPU);
        loop.await(1);

        assertThat(request.result()).isEqualTo("loopbench-worker-" + request.worker());
    }

    @Test
    @Rule("P03")
    void a_submission_wakes_one_idle_worker() throws Exception {
        submit(Lane.CPU);
        loop.await(1);
        awaitIdle(4);
        List<Long> before = waitedCounts();

        submit(Lane.CPU);
        loop.await(2);
        awaitIdle(4);

        assertThat(changedBetween(before, waitedCounts())).isEqualTo(1);
    }

    @Test
    @Rule({"P05", "P06"})
    void with_only_slow_work_queued_half_of_the_workers_sleep_on_purpose() throws Exception {
        submit(Lane.CPU);
        loop.await(1);
        awaitIdle(4);
        List<Long> before = waitedCounts();
        CountDownLatch twoRun = new CountDownLatch(2);
        for (int i = 0; i < 6; i++) {
            submitHeld(Lane.SLOW_IO, twoRun);
        }
        twoRun.await();
        awaitIdle(2);

        assertThat(changedBetween(before, waitedCounts())).isEqualTo(2);
        release.countDown();
        loop.await(7);
    }

    @Test
    @Rule("P07")
    void cpu_work_on_all_workers_makes_files_wait() throws Exception {
        CountDownLatch fourRun = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            submitHeld(Lane.CPU, fourRun);
        }
        fourRun.await();
        PoolRequest<String> file = submit(Lane.FAST_IO);

        assertThat(pool.cancel(file)).as("it still waits").isTrue();
        release.countDown();
        loop.await(5);
        assertThat(file.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    @Rule({"P01", "P08"})
    void one_pool_serves_several_loops_each_on_its_own_thread() throws Exception {
        Set<String> misplaced = ConcurrentHashMap.newKeySet();
        CountDownLatch loopsDone = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Thread loopThread = new WorkerThreads().newThread(() -> serve(misplaced, loopsDone));
            loopThread.setName("loop " + i);
            loopThread.start();
        }

        loopsDone.await();

        assertThat(misplaced).isEmpty();
        assertThat(threads).hasSize(4);
    }

    @Test
    void work_that_throws_leaves_its_worker_alive() throws Exception {
        PoolRequest<String> deep =
                new PoolRequest<>(Lane.CPU, "job", () -> nested(Integer.MAX_VALUE), null);
        pool.submit(deep, loop.completions);
        PoolRequest<String> exhausted =
                new PoolRequest<>(
                        Lane.CPU,
                        "job",
                        () -> {
                            throw new OutOfMemoryError("made up");
                        },
                        null);
        pool.submit(exhausted, loop.completions);
        loop.await(2);

        assertThat(deep.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(deep.failure()).isInstanceOf(StackOverflowError.class);
        assertThat(exhausted.failure()).isInstanceOf(OutOfMemoryError.class);
        assertThat(threads).allMatch(Thread::isAlive);
    }

    @Test
    void an_interrupt_left_behind_by_work_does_not_reach_the_next_job() throws Exception {
        ThreadWorkerPool single = poolOf(1);
        single.submit(
                new PoolRequest<>(
                        Lane.CPU,
                        "job",
                        () -> {
                            Thread.currentThread().interrupt();
                            return "interrupted";
                        },
                        null),
                loop.completions);
        PoolRequest<Boolean> next =
                new PoolRequest<>(
                        Lane.CPU, "job", () -> Thread.currentThread().isInterrupted(), null);
        single.submit(next, loop.completions);
        loop.await(2);

        assertThat(next.result()).isFalse();
        single.close();
    }

    @Test
    @Rule({"P11", "P12"})
    void queued_work_can_be_cancelled_and_running_work_cannot() throws Exception {
        ThreadWorkerPool single = poolOf(1);
        CountDownLatch runs = new CountDownLatch(1);
        PoolRequest<String> running = held(Lane.CPU, runs);
        PoolRequest<String> queued = held(Lane.CPU, new CountDownLatch(1));
        single.submit(running, loop.completions);
        single.submit(queued, loop.completions);
        runs.await();

        assertThat(single.cancel(running)).isFalse();
        assertThat(single.cancel(queued)).isTrue();
        assertThat(single.cancel(queued)).isFalse();
        loop.await(1);
        assertThat(queued.outcome()).isEqualTo(Outcome.CANCELLED);
        release.countDown();
        loop.await(2);
        assertThat(running.outcome()).isEqualTo(Outcome.OK);
        single.close();
    }

    @Test
    @Rule("P15")
    void closing_finishes_what_is_queued_and_joins_the_workers() throws Exception {
        List<PoolRequest<String>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(submit(i % 2 == 0 ? Lane.CPU : Lane.SLOW_IO));
        }

        pool.close();
        pool.close();

        assertThat(threads).noneMatch(Thread::isAlive);
        assertThat(requests).extracting(PoolRequest::outcome).containsOnly(Outcome.OK);
        loop.await(50);
        assertThatIllegalStateException().isThrownBy(() -> submit(Lane.CPU));
    }

    @Test
    void a_pool_that_never_ran_closes_without_threads() {
        pool.close();

        assertThat(threads).isEmpty();
    }

    @Test
    void abandoning_cancels_the_queue_and_waits_for_nobody() throws Exception {
        CountDownLatch fourRun = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            submitHeld(Lane.CPU, fourRun);
        }
        fourRun.await();
        List<PoolRequest<String>> queued = List.of(submit(Lane.CPU), submit(Lane.SLOW_IO));

        pool.abandon();
        pool.abandon();
        pool.close();

        assertThat(threads).allMatch(Thread::isAlive);
        loop.await(2);
        assertThat(queued).extracting(PoolRequest::outcome).containsOnly(Outcome.CANCELLED);
        release.countDown();
        loop.await(6);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void a_pool_whose_threads_cannot_start_says_so_and_is_closed() throws Exception {
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        ThreadFactory failing =
                task -> {
                    if (threads.size() == 2) {
                        throw noThread;
                    }
                    return factory.newThread(task);
                };
        ThreadWorkerPool broken =
                new ThreadWorkerPool(
                        PoolShape.of(4),
                        new SystemNanoClock(),
                        CpuClock.NONE,
                        PoolObserver.NONE,
                        failing);

        assertThatThrownBy(() -> broken.submit(job(Lane.CPU), loop.completions)).isSameAs(noThread);

        assertThatIllegalStateException()
                .isThrownBy(() -> broken.submit(job(Lane.CPU), loop.completions));
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void a_request_is_submitted_once() {
        PoolRequest<String> request = submit(Lane.CPU);

        assertThatIllegalStateException().isThrownBy(() -> pool.submit(request, loop.completions));
    }

    private ThreadWorkerPool poolOf(int size) {
        return new ThreadWorkerPool(
                PoolShape.of(size),
                new SystemNanoClock(),
                CpuClock.NONE,
                PoolObserver.NONE,
                factory);
    }

    private PoolRequest<String> submit(Lane lane) {
        PoolRequest<String> request = job(lane);
        pool.submit(request, loop.completions);
        return request;
    }

    private void submitHeld(Lane lane, CountDownLatch started) {
        pool.submit(held(lane, started), loop.completions);
    }

    private static PoolRequest<String> job(Lane lane) {
        return new PoolRequest<>(lane, "job", () -> Thread.currentThread().getName(), null);
    }

    private PoolRequest<String> held(Lane lane, CountDownLatch started) {
        return new PoolRequest<>(
                lane,
                "held",
                () -> {
                    started.countDown();
                    release.await();
                    return "released";
                },
                null);
    }

    /** A loop thread's life: submits, waits, and looks where work and callback ran. */
    private void serve(Set<String> misplaced, CountDownLatch done) {
        Thread loopThread = Thread.currentThread();
        LoopEnd own = new LoopEnd();
        for (int i = 0; i < 100; i++) {
            AtomicReference<Thread> worker = new AtomicReference<>();
            pool.submit(
                    new PoolRequest<>(
                            Lane.CPU,
                            "job",
                            () -> {
                                worker.set(Thread.currentThread());
                                return "done";
                            },
                            request -> {
                                if (Thread.currentThread() != loopThread) {
                                    misplaced.add("callback");
                                }
                                if (!threads.contains(worker.get())) {
                                    misplaced.add("work");
                                }
                            }),
                    own.completions);
        }
        try {
            own.await(100);
        } catch (InterruptedException interrupted) {
            misplaced.add("interrupted");
        }
        done.countDown();
    }

    /** Waits until so many workers wait for work and all others for what holds their job. */
    private void awaitIdle(int workers) {
        while (!threads.stream().allMatch(thread -> thread.getState() == State.WAITING)
                || threads.stream().filter(ThreadWorkerPoolIT::isIdle).count() != workers) {
            Thread.onSpinWait();
        }
    }

    /** Not for a lock. */
    private static boolean isIdle(Thread thread) {
        return LockSupport.getBlocker(thread) instanceof Condition;
    }

    private List<Long> waitedCounts() {
        return threads.stream()
                .map(
                        thread ->
                                ManagementFactory.getThreadMXBean()
                                        .getThreadInfo(thread.getId())
                                        .getWaitedCount())
                .toList();
    }

    private static long changedBetween(List<Long> before, List<Long> after) {
        long changed = 0;
        for (int i = 0; i < before.size(); i++) {
            changed += before.get(i).equals(after.get(i)) ? 0 : 1;
        }
        return changed;
    }

    private static String nested(int levels) {
        return levels == 0 ? "" : nested(levels - 1) + levels;
    }
}
