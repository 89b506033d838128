package dev.loopbench.reports;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reports with what a gate looks at made to measure; the rest is that of the classic sample. */
public final class GateReports {

    private static final long MS = 1_000_000;

    private Load load = SampleParts.burst(5);
    private List<Operation> operations = List.of(evenly(20_000));
    private List<Repeat> repeats = List.of();
    private Loop loop = SampleReports.classic().loop();
    private Pool pool = SampleReports.classic().pool();
    private Host host = SampleReports.classic().host();
    private long durationNanos = SampleReports.classic().run().durationNanos();

    /** Values from 1 to 2 ms, evenly: no modes, no gaps. */
    public static long[] spread(int count) {
        return LongStream.range(0, count).map(i -> MS + i * MS / count).toArray();
    }

    /** A kind whose legs all have {@code count} values without a gap. */
    public static Operation evenly(int count) {
        return operation("work", spread(count));
    }

    /** A kind whose legs all have these values. */
    public static Operation operation(String kind, long... nanos) {
        return operation(kind, nanos, nanos);
    }

    /** A kind whose return leg has other values than the rest. */
    public static Operation returning(long[] nanos, long[] returnNanos) {
        return operation("work", nanos, returnNanos);
    }

    private static Operation operation(String kind, long[] nanos, long[] returnNanos) {
        Histogram leg = SampleHistograms.of(nanos);
        return new Operation(
                kind,
                nanos.length,
                0,
                0,
                List.of(),
                new Operation.Pace(null, 100.0),
                new Operation.Latency(leg, null, null),
                new Operation.Legs(leg, leg, null, SampleHistograms.of(returnNanos)),
                null);
    }

    public GateReports load(Load some) {
        load = some;
        return this;
    }

    public GateReports operations(Operation... some) {
        operations = List.of(some);
        return this;
    }

    public GateReports makespans(long... nanos) {
        repeats =
                LongStream.of(nanos)
                        .mapToObj(n -> new Repeat(0, n, 10, 0, 1e9 / n, new TreeMap<>()))
                        .toList();
        return this;
    }

    /** Null is what an old report has. */
    public GateReports counts(
            long iterations,
            @Nullable Long emptyPolls,
            @Nullable Long wakeups,
            @Nullable Long handOffs) {
        loop(
                iterations,
                emptyPolls,
                wakeups,
                Objects.requireNonNull(loop.delay()),
                Objects.requireNonNull(loop.durations().busy()));
        pool =
                new Pool(
                        pool.threads(),
                        new Pool.Counts(
                                pool.counts().submitted(),
                                pool.counts().started(),
                                pool.counts().completed(),
                                pool.counts().cancelled(),
                                handOffs),
                        pool.depth(),
                        pool.utilizationShare(),
                        pool.waiting(),
                        pool.workers(),
                        pool.waiters(),
                        new Pool.AtEnd(List.of(), List.of()));
        return this;
    }

    /** A loop that was busy for these stretches in so long a run. */
    public GateReports delay(long p99Nanos, long lastingNanos, long... busyNanos) {
        durationNanos = lastingNanos;
        loop(
                Objects.requireNonNull(loop.counts().iterations()),
                loop.counts().emptyPolls(),
                loop.counts().wakeups(),
                new Loop.Delay(1.5, 0, 0, p99Nanos, p99Nanos, null, List.of()),
                SampleHistograms.of(busyNanos));
        return this;
    }

    /** Of which no busy period is told. */
    public GateReports delayUpTo(long p99Nanos, long errorNanos) {
        loop(
                Objects.requireNonNull(loop.counts().iterations()),
                loop.counts().emptyPolls(),
                loop.counts().wakeups(),
                new Loop.Delay(1.5, 0, 0, p99Nanos, p99Nanos, errorNanos, List.of()),
                SampleHistograms.of());
        return this;
    }

    public GateReports host(
            Host.Gc gc, @Nullable Long allocatedBytes, Map<String, String> unavailable) {
        host =
                new Host(
                        new Host.Cpu(null, null, null),
                        new Host.Throttling(null, null, null),
                        new Host.Others(null, null),
                        gc,
                        null,
                        allocatedBytes,
                        null,
                        new TreeMap<>(unavailable));
        return this;
    }

    private void loop(
            long iterations,
            @Nullable Long emptyPolls,
            @Nullable Long wakeups,
            Loop.Delay delay,
            Histogram busy) {
        loop =
                new Loop(
                        new Loop.Counts(
                                iterations,
                                loop.counts().events(),
                                loop.counts().eventsWaiting(),
                                emptyPolls,
                                wakeups),
                        loop.utilizationShare(),
                        delay,
                        loop.availability(),
                        loop.busyTime(),
                        new Loop.Durations(
                                loop.durations().kernelWait(),
                                loop.durations().dispatch(),
                                busy,
                                loop.durations().timerLateness()),
                        loop.held(),
                        loop.unavailable());
    }

    public Report report() {
        Report classic = EditedReports.withDuration(SampleReports.classic(), durationNanos);
        return new Report(
                classic.schema(),
                new Report.Origin(
                        classic.tool(),
                        classic.run(),
                        classic.environment(),
                        SampleParts.pbkdf2(4, load, 1)),
                new Report.Work(operations, classic.jobs(), classic.jobsDropped()),
                new Report.Observed(pool, loop, host, classic.memory(), null, classic.probes()),
                classic.findings(),
                repeats,
                Report.Traffic.NONE,
                null,
                classic.warnings());
    }
}
