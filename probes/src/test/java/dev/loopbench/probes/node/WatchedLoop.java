package dev.loopbench.probes.node;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.sim.SeededServiceTimes;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.concurrent.TimeUnit;

/** A loop in virtual time, with its idle time and its utilization. */
final class WatchedLoop {

    final VirtualClock clock;
    final EventLoop loop;
    final IdleTime idle;
    final EventLoopUtilization utilization;

    WatchedLoop() {
        this(0);
    }

    /**
     * @param originNanos the clock's first instant
     */
    WatchedLoop(long originNanos) {
        clock = new VirtualClock(originNanos, 0);
        idle = new IdleTime(clock);
        utilization = new EventLoopUtilization(idle);
        loop = loop(idle);
    }

    private EventLoop loop(LoopObserver observer) {
        SeededServiceTimes times = new SeededServiceTimes(0, 0.0, 1);
        return new EventLoop(
                EventLoopConfig.of(
                                clock,
                                new SimulatedPoller(clock),
                                new SimulatedWorkerPool(
                                        clock, PoolShape.of(1), 1, times, PoolObserver.NONE))
                        .withObserver(observer));
    }

    /** Runs until nothing is alive. */
    void run() {
        loop.run(RunMode.DEFAULT);
    }

    /** Once, after so long. */
    void at(long millis, Runnable callback) {
        loop.setTimeout(callback, (double) millis);
    }

    /** Holds the loop thread. */
    void block(long millis) {
        clock.sleep(nanos(millis));
    }

    static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
