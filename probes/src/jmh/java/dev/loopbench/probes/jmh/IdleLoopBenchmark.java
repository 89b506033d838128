package dev.loopbench.probes.jmh;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.WatcherHandle;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The base cost of an iteration: one idle handle drives the loop (libuv's {@code loop_count}). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IdleLoopBenchmark {

    private static final int ITERATIONS = 100_000;

    @Param({"false", "true"})
    boolean probes;

    private Watched watched;
    private int left;

    @Setup
    public void open() throws IOException {
        watched = new Watched(probes, 1);
    }

    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public void iterations() {
        EventLoop loop = watched.loop;
        left = ITERATIONS;
        WatcherHandle idle = loop.idle();
        idle.start(
                () -> {
                    if (--left == 0) {
                        idle.close();
                    }
                });
        loop.run(RunMode.DEFAULT);
    }

    @TearDown
    public void close() {
        watched.close();
    }
}
