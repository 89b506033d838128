package dev.loopbench.probes.jmh;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import dev.loopbench.probes.host.LoopThreadMeter;
import dev.loopbench.probes.pool.DepthProbe;
import dev.loopbench.probes.session.Instruments;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A loop and its pool with nobody watching, or watched by all the probes of a run. */
final class Watched implements AutoCloseable {

    final EventLoop loop;
    private final ThreadWorkerPool pool;

    Watched(boolean probes, int threads) throws IOException {
        SystemNanoClock clock = new SystemNanoClock();
        if (probes) {
            DepthProbe depth = new DepthProbe(PoolShape.of(threads), List.of("job"));
            Instruments instruments =
                    new Instruments(
                            depth,
                            List.of("work"),
                            threads,
                            Set.of(),
                            TimeUnit.MILLISECONDS.toNanos(50),
                            LoopThreadMeter.ofThisThread(new SystemCpuClock()));
            pool =
                    new ThreadWorkerPool(
                            PoolShape.of(threads),
                            clock,
                            new SystemCpuClock(),
                            depth,
                            new WorkerThreads());
            loop =
                    new EventLoop(
                            EventLoopConfig.of(clock, new SelectorPoller(), pool)
                                    .withObserver(instruments.loopObserver()));
            instruments.open(clock.nanoTime());
        } else {
            pool =
                    new ThreadWorkerPool(
                            PoolShape.of(threads),
                            clock,
                            CpuClock.NONE,
                            PoolObserver.NONE,
                            new WorkerThreads());
            loop = new EventLoop(EventLoopConfig.of(clock, new SelectorPoller(), pool));
        }
    }

    @Override
    public void close() {
        loop.close();
        pool.close();
    }
}
