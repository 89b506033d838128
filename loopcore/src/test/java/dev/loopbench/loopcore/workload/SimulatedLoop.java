package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.WorkerPool;
import dev.loopbench.loopcore.sim.ServiceTimes;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualAlarm;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.concurrent.TimeUnit;

/** A loop, a pool of four threads on four cores and an alarm, all in virtual time. */
public final class SimulatedLoop {

    public static final int THREADS = 4;
    public static final long JOB_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    public final VirtualClock clock;
    public final WorkerPool pool;
    public final EventLoop loop;
    public final VirtualAlarm alarm;

    public SimulatedLoop() {
        this(VirtualClock.still(), LoopObserver.NONE);
    }

    public SimulatedLoop(VirtualClock clock, LoopObserver observer) {
        this(clock, observer, (request, charged) -> JOB_NANOS);
    }

    public SimulatedLoop(VirtualClock clock, LoopObserver observer, ServiceTimes times) {
        this.clock = clock;
        pool =
                new SimulatedWorkerPool(
                        clock, PoolShape.of(THREADS), THREADS, times, PoolObserver.NONE);
        loop =
                new EventLoop(
                        EventLoopConfig.of(clock, new SimulatedPoller(clock), pool)
                                .withObserver(observer));
        alarm = new VirtualAlarm(clock);
    }

    /** Runs {@code callback} on the loop and all that comes of it. */
    public void run(Runnable callback) {
        loop.setImmediate(callback);
        loop.run(RunMode.DEFAULT);
    }
}
