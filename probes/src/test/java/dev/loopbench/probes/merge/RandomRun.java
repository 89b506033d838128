package dev.loopbench.probes.merge;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.phase.DelayCurve;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run made of events: what one of them sees can be shown to another one, too. */
final class RandomRun {

    private static final List<String> KINDS = List.of("fs-read", "pbkdf2");

    private final String id;
    private final int threads;
    private final Map<String, Kind> kinds = new TreeMap<>();
    private final LatencyRecorder busy = new LatencyRecorder();
    private final LatencyRecorder kernel = new LatencyRecorder();
    private final LatencyRecorder dispatch = new LatencyRecorder();
    private final LatencyRecorder lateness = new LatencyRecorder();
    private final long[] workerJobs;
    private final long[] workerBusyNanos;
    private final Map<List<String>, Long> waiters = new TreeMap<>(RandomRun::compare);
    private final SortedMap<String, String> unavailable = new TreeMap<>();
    private double busySquares;
    private double queuedNanos;
    private long durationNanos = 1_000;
    private @Nullable Loop foreignLoop;
    private long jobs;
    private long depthMax;
    private long pauses;
    private @Nullable Long longestPauseNanos;
    private @Nullable Long cpuNanos = 0L;
    private boolean complete = true;

    private static final class Kind {
        final LatencyRecorder response = new LatencyRecorder();
        final LatencyRecorder waitLeg = new LatencyRecorder();
        final LatencyRecorder serviceLeg = new LatencyRecorder();
        final LatencyRecorder returnLeg = new LatencyRecorder();
    }

    RandomRun(String id, int threads) {
        this.id = id;
        this.threads = threads;
        workerJobs = new long[threads];
        workerBusyNanos = new long[threads];
        KINDS.forEach(kind -> kinds.put(kind, new Kind()));
        durationNanos = 0;
    }

    int threads() {
        return threads;
    }

    /** Random events, each of which {@code all} sees as well. */
    void fill(Random random, RandomRun all) {
        for (int i = random.nextInt(300); i > 0; i--) {
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            String culprit = KINDS.get(random.nextInt(KINDS.size()));
            int worker = random.nextInt(threads);
            long[] legs = {nanos(random), nanos(random), nanos(random)};
            job(kind, culprit, worker, legs);
            all.job(kind, culprit, worker, legs);
        }
        for (int i = random.nextInt(300); i > 0; i--) {
            long[] iteration = {nanos(random), nanos(random), nanos(random)};
            iterate(iteration);
            all.iterate(iteration);
        }
        long lasting = 1_000_000L + random.nextInt(1_000_000_000);
        pause(lasting, 1 + random.nextInt(40));
        all.pause(lasting, (int) depthMax);
    }

    void operation(String kind, long nanos) {
        kinds.computeIfAbsent(kind, added -> new Kind()).response.record(nanos);
    }

    /** One of the two is null. */
    void paused(@Nullable Long longestNanos, @Nullable String whyNot) {
        pauses++;
        longestPauseNanos = longestNanos;
        if (whyNot != null) {
            unavailable.put("gc.maxNanos", whyNot);
        }
    }

    void withoutCpu(String reason) {
        cpuNanos = null;
        unavailable.put("cpuNanos", reason);
    }

    void interrupt() {
        complete = false;
    }

    private static long nanos(Random random) {
        return random.nextLong() >>> (28 + random.nextInt(30));
    }

    private static int compare(List<String> one, List<String> other) {
        return String.join(" ", one).compareTo(String.join(" ", other));
    }

    private void job(String kind, String culprit, int worker, long[] legs) {
        Kind own = kinds.get(kind);
        operation(kind, legs[0] + legs[1] + legs[2]);
        if (own != null) {
            own.waitLeg.record(legs[0]);
            own.serviceLeg.record(legs[1]);
            own.returnLeg.record(legs[2]);
        }
        workerJobs[worker]++;
        workerBusyNanos[worker] += legs[1];
        waiters.merge(List.of(kind, culprit), legs[0], Long::sum);
        queuedNanos += legs[0];
        jobs++;
    }

    private void iterate(long[] parts) {
        busy.record(parts[0]);
        busySquares += (double) parts[0] * parts[0];
        kernel.record(parts[1]);
        dispatch.record(parts[0] / 2);
        lateness.record(parts[2]);
    }

    private void pause(long lastingNanos, int depth) {
        durationNanos += lastingNanos;
        depthMax = Math.max(depthMax, depth);
        pauses++;
        cpuNanos = cpuNanos == null ? null : (Long) (cpuNanos + lastingNanos / 3);
    }

    Part part() {
        return new Part(id, report());
    }

    Report report() {
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        new Tool("loopbench", "1", "abc"),
                        new Run(
                                id,
                                "2026-01-01T00:00:00Z",
                                durationNanos,
                                complete ? Run.Ending.DONE : Run.Ending.INTERRUPTED,
                                1,
                                List.of(),
                                List.of()),
                        new Environment(
                                "print",
                                "linux",
                                "6",
                                "amd64",
                                new Environment.Cpu("cpu", 2, 2, null),
                                null,
                                new Environment.Jvm("17", "v", "vm", "Serial", List.of()),
                                "epoll",
                                new Environment.Clock(1, 25.0 + jobs),
                                new TreeMap<>()),
                        config()),
                new Report.Work(
                        kinds.entrySet().stream()
                                .map(e -> operation(e.getKey(), e.getValue()))
                                .toList(),
                        List.of(),
                        jobs),
                new Report.Observed(pool(), loop(), host(), null, null, new Probes(50.0, jobs, 0)),
                List.of(),
                List.of(),
                Report.Traffic.NONE,
                null,
                List.of());
    }

    private Config config() {
        Load load = new Load.Closed(4, 5L);
        return new Config(
                "pbkdf2",
                new TreeMap<>(),
                null,
                List.of(new Config.Work("pbkdf2", "pbkdf2", new TreeMap<>(), load, 0)),
                new Config.PoolConfig(threads, 1, true, Config.PoolConfig.Source.DEFAULT),
                load,
                new Config.Warmup(Config.Warmup.Mode.AUTO, jobs, jobs, 0, true),
                null,
                null,
                1);
    }

    private Operation operation(String name, Kind kind) {
        return new Operation(
                name,
                kind.response.count(),
                0,
                0,
                List.of(),
                new Operation.Pace(
                        null,
                        durationNanos > 0
                                ? (Double) (kind.response.count() * 1e9 / durationNanos)
                                : null),
                new Operation.Latency(Histograms.of(kind.response), null, null),
                new Operation.Legs(
                        Histograms.of(kind.waitLeg),
                        Histograms.of(kind.serviceLeg),
                        null,
                        Histograms.of(kind.returnLeg)),
                null);
    }

    private Pool pool() {
        double time = Math.max(1, durationNanos);
        List<Pool.WorkerUse> uses = new ArrayList<>();
        long all = 0;
        for (int i = 0; i < threads; i++) {
            uses.add(new Pool.WorkerUse(i, workerJobs[i], workerBusyNanos[i]));
            all += workerBusyNanos[i];
        }
        return new Pool(
                threads,
                new Pool.Counts(jobs, jobs, jobs, 0, jobs * 2),
                new Pool.Depth(depthMax, queuedNanos / time, List.of()),
                all / time / threads,
                new Pool.Waiting(null, 0.5, null),
                uses,
                waiters.entrySet().stream()
                        .map(
                                e ->
                                        new Pool.Waiter(
                                                e.getKey().get(0), e.getKey().get(1), e.getValue()))
                        .toList(),
                new Pool.AtEnd(List.of(), List.of()));
    }

    /** Of its loop no more is told than of another process. */
    void ofForeignLoop(long nanos, double utilization, long delayNanos) {
        durationNanos = nanos;
        foreignLoop =
                new Loop(
                        new Loop.Counts(null, null, null, null, null),
                        utilization,
                        new Loop.Delay(delayNanos, 0, 0, delayNanos, delayNanos, 7L, List.of()),
                        List.of(),
                        new Loop.BusyTime(List.of(), null),
                        new Loop.Durations(null, null, null, null),
                        new Loop.Held(List.of(), 0, List.of()),
                        new TreeMap<>());
    }

    private Loop loop() {
        if (foreignLoop != null) {
            return foreignLoop;
        }
        long runNanos = busy.sumNanos() + kernel.sumNanos();
        DelayCurve curve =
                DelayCurve.of(
                        busy.histogram(), busy.minNanos(), busy.maxNanos(), busySquares, runNanos);
        return new Loop(
                new Loop.Counts(busy.count(), jobs, null, jobs * 3, jobs * 4),
                runNanos > 0 ? (double) busy.sumNanos() / runNanos : 0.0,
                new Loop.Delay(
                        curve.meanNanos(),
                        curve.quantileNanos(0.5),
                        curve.quantileNanos(0.9),
                        curve.quantileNanos(0.99),
                        curve.maxNanos(),
                        null,
                        List.of()),
                List.of(),
                new Loop.BusyTime(List.of(), 0.0),
                new Loop.Durations(
                        Histograms.of(kernel),
                        Histograms.of(dispatch),
                        Histograms.of(busy),
                        Histograms.of(lateness)),
                new Loop.Held(List.of(), 0, List.of()),
                new TreeMap<>());
    }

    private Host host() {
        return new Host(
                new Host.Cpu(cpuNanos, null, null),
                new Host.Throttling(null, null, null),
                new Host.Others(null, null),
                new Host.Gc(pauses, 1_000_000 * pauses, longestPauseNanos, jobs),
                null,
                jobs * 100,
                null,
                unavailable);
    }
}
