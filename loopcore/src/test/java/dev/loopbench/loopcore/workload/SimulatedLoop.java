package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.WorkerPool;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualAlarm;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.concurrent.TimeUnit;

/** A loop, a pool of four threads on four cores and an alarm, all in virtual time. */
final class SimulatedLoop {

    static final int THREADS = 4;
    static final long JOB_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    final VirtualClock clock;
    final WorkerPool pool;
    final EventLoop loop;
    final VirtualAlarm alarm;

    SimulatedLoop() {
        this(VirtualClock.still(), LoopObserver.NONE);
    }

    SimulatedLoop(VirtualClock clock, LoopObserver observer) {
        this.clock = clock;
        pool =
                new SimulatedWorkerPool(
                        clock, THREADS, THREADS, request -> JOB_NANOS, PoolObserver.NONE);
        loop =
                new EventLoop(
                        EventLoopConfig.of(clock, new SimulatedPoller(clock), pool)
                                .withObserver(observer));
        alarm = new VirtualAlarm(clock);
    }

    /** Runs {@code callback} on the loop and all that comes of it. */
    void run(Runnable callback) {
        loop.setImmediate(callback);
        loop.run(RunMode.DEFAULT);
    }
}
