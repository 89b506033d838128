package dev.loopbench.probes.jmh;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
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

/** Submission to callback with one trivial job in flight (libuv's {@code queue_work}). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolRoundTripBenchmark {

    private static final int JOBS = 10_000;

    @Param({"false", "true"})
    boolean probes;

    private Watched watched;
    private int left;

    @Setup
    public void open() throws IOException {
        watched = new Watched(probes, 4);
    }

    @Benchmark
    @OperationsPerInvocation(JOBS)
    public void roundTrips() {
        left = JOBS;
        submit();
        watched.loop.run(RunMode.DEFAULT);
    }

    private void submit() {
        watched.loop.submit(
                new PoolRequest<Integer>(
                        Lane.CPU,
                        "work",
                        () -> 0,
                        done -> {
                            if (--left > 0) {
                                submit();
                            }
                        }));
    }

    @TearDown
    public void close() {
        watched.close();
    }
}
