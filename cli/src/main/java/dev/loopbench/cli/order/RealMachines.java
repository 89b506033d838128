package dev.loopbench.cli.order;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemAlarm;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/** This machine: its clock, its selector, and threads of their own for each program. Immutable. */
public final class RealMachines implements OrderMachines {

    @Override
    public OrderMachine create(int threads) {
        NanoClock clock = new SystemNanoClock();
        WorkerPool pool =
                new ThreadWorkerPool(
                        PoolShape.of(threads),
                        clock,
                        CpuClock.NONE,
                        PoolObserver.NONE,
                        new WorkerThreads());
        start(pool);
        return new OrderMachine(
                clock, selectorPoller(), pool, new SystemAlarm(clock, new AlarmThreads()));
    }

    /**
     * Has all workers up and idle. On busy cores the first step of a new thread can take longer
     * than the timers of a program, and how soon it comes is no part of the program's order.
     */
    private static void start(WorkerPool pool) {
        CountDownLatch up = new CountDownLatch(pool.threads());
        CompletionQueue unread = new CompletionQueue(() -> {});
        for (int i = 0; i < pool.threads(); i++) {
            pool.submit(
                    new PoolRequest<Void>(
                            Lane.FAST_IO,
                            "start",
                            () -> {
                                up.countDown();
                                up.await(); // so that each worker takes one
                                return null;
                            },
                            null),
                    unread);
        }
        await(up);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static Poller selectorPoller() {
        try {
            return new SelectorPoller();
        } catch (IOException refused) {
            throw new UncheckedIOException("the system gives no selector", refused);
        }
    }

    /** Makes the thread an alarm waits on: a daemon. */
    private static final class AlarmThreads implements ThreadFactory {

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "loopbench-timeout");
            thread.setDaemon(true);
            return thread;
        }
    }
}
