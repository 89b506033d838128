package dev.loopbench.probes.jmh;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.TimerHandle;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A million one-shot timers, a thousand of them due each millisecond (libuv's {@code
 * million_timers}, a tenth of it), in virtual time: what is measured is the timers, not the waiting
 * for them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MillionTimersBenchmark {

    private static final int TIMERS = 1_000_000;
    private static final int PER_MILLISECOND = 1_000;

    private EventLoop loop;
    private TimerHandle[] timers;
    private int fired;

    @Setup(Level.Invocation)
    public void open() {
        VirtualClock clock = VirtualClock.still();
        ThreadWorkerPool unused =
                new ThreadWorkerPool(
                        PoolShape.of(1),
                        clock,
                        CpuClock.NONE,
                        PoolObserver.NONE,
                        new WorkerThreads());
        loop = new EventLoop(EventLoopConfig.of(clock, new SimulatedPoller(clock), unused));
        timers = new TimerHandle[TIMERS];
        for (int i = 0; i < TIMERS; i++) {
            timers[i] = loop.timer();
        }
        fired = 0;
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public int startAndFire() {
        for (int i = 0; i < TIMERS; i++) {
            timers[i].start(() -> fired++, 1 + i / PER_MILLISECOND, 0);
        }
        loop.run(RunMode.DEFAULT);
        return fired;
    }

    @Benchmark
    @OperationsPerInvocation(TIMERS)
    public boolean startAndStop() {
        for (int i = 0; i < TIMERS; i++) {
            timers[i].start(() -> fired++, 1 + i / PER_MILLISECOND, 0);
        }
        for (int i = 0; i < TIMERS; i++) {
            timers[i].stop();
        }
        return loop.isAlive();
    }
}
