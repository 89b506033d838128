package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The report of a {@link Run}. */
final class RunReport {

    private final Run run;

    RunReport(Run run) {
        this.run = run;
    }

    Report report() {
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        new Tool("loopbench", "1", "abc"),
                        new dev.loopbench.probes.result.Run(
                                "id",
                                "2026-01-01T00:00:00Z",
                                nanos(run.durationMillis),
                                run.complete
                                        ? dev.loopbench.probes.result.Run.Ending.DONE
                                        : dev.loopbench.probes.result.Run.Ending.INTERRUPTED,
                                1,
                                run.command,
                                List.of()),
                        environment(),
                        config()),
                new Report.Work(
                        run.tripsP99Nanos == null
                                ? List.of(operation())
                                : List.of(trips(run.tripsP99Nanos), operation()),
                        run.jobList,
                        0),
                new Report.Observed(
                        pool(),
                        loop(),
                        host(),
                        run.memory,
                        null,
                        new Probes(50.0, run.probeEvents, run.dropped)),
                List.of(),
                List.of(),
                new Report.Traffic(run.clients, run.sockets, null),
                null,
                List.of());
    }

    private Environment environment() {
        return new Environment(
                "f",
                "linux",
                "6",
                "amd64",
                new Environment.Cpu("cpu", run.cores, run.cores, null),
                null,
                new Environment.Jvm("17", "v", "vm", "Serial", List.of()),
                "epoll",
                new Environment.Clock(1, 25.0),
                none());
    }

    private Config config() {
        return new Config(
                "pbkdf2",
                none(),
                null,
                run.works,
                new Config.PoolConfig(
                        run.threads,
                        (run.threads + 1) / 2,
                        run.slowLane,
                        Config.PoolConfig.Source.DEFAULT),
                run.load(),
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                null,
                null,
                1);
    }

    private Operation operation() {
        return new Operation(
                "pbkdf2",
                run.operations == null ? Math.max(1, run.jobs) : run.operations,
                run.errors,
                0,
                run.failures,
                new Operation.Pace(run.lastOkMillis == null ? null : nanos(run.lastOkMillis), null),
                new Operation.Latency(response(), null, null),
                new Operation.Legs(
                        histogram(run.meanWait, run.maxWait),
                        histogram(run.meanService, run.meanService),
                        run.cpuMillis == null ? null : nanos(run.cpuMillis),
                        histogram(run.meanReturn, run.maxReturn)),
                run.awayMillis == null ? null : nanos(run.awayMillis));
    }

    private Histogram response() {
        double mean =
                run.meanWait
                        + run.meanService
                        + (run.jobs > 0 ? run.meanReturn : 0)
                        + run.lateMillis;
        return new Histogram(
                Histogram.UNIT,
                run.operations == null ? Math.max(1, run.jobs) : run.operations,
                0L,
                mean * nanos(1),
                (long) ((run.maxWait + mean) * nanos(1)),
                new TreeMap<>(),
                "");
    }

    private Operation trips(long p99Nanos) {
        SortedMap<String, @Nullable Long> percentiles = new TreeMap<>();
        percentiles.put("99", p99Nanos);
        Histogram response =
                new Histogram(Histogram.UNIT, 1000, 0L, 1.0, p99Nanos, percentiles, "");
        return new Operation(
                "flood",
                1000,
                0,
                0,
                List.of(),
                new Operation.Pace(null, null),
                new Operation.Latency(response, null, null),
                Operation.Legs.NONE,
                null);
    }

    private Pool pool() {
        return new Pool(
                run.threads,
                new Pool.Counts(run.jobs, run.jobs, run.jobs, 0, null),
                new Pool.Depth(1, 0, List.of()),
                run.utilization,
                new Pool.Waiting(run.little, run.queuedShare, run.whileFullShare),
                List.of(),
                run.waiters,
                new Pool.AtEnd(run.underWay, run.nested));
    }

    private Loop loop() {
        return new Loop(
                new Loop.Counts(
                        run.clients == null ? run.iterations : 10L, run.events, null, null, null),
                run.loopUtilization,
                new Loop.Delay(
                        run.meanDelayMillis < 0
                                ? run.delayP99Nanos / 10.0
                                : run.meanDelayMillis * nanos(1),
                        0,
                        0,
                        run.delayP99Nanos,
                        run.delayP99Nanos,
                        null,
                        List.of()),
                List.of(),
                new Loop.BusyTime(run.phases, run.residual),
                new Loop.Durations(histogram(0, 0), histogram(0, 0), busy(), null),
                new Loop.Held(run.stalls, 0, run.holds, run.sampledCalls),
                none());
    }

    private Histogram busy() {
        SortedMap<String, @Nullable Long> percentiles = new TreeMap<>();
        percentiles.put("50", run.busyP50Nanos);
        return new Histogram(Histogram.UNIT, 10, 0L, 0.0, run.delayP99Nanos, percentiles, "");
    }

    private Host host() {
        return new Host(
                new Host.Cpu(
                        run.cpuMillisOfProcess == null ? null : nanos(run.cpuMillisOfProcess),
                        run.loopCpuMillis == null ? null : nanos(run.loopCpuMillis),
                        run.runDelayMillis == null ? null : nanos(run.runDelayMillis)),
                new Host.Throttling(run.throttledPeriods, run.periods, nanos(run.throttledMillis)),
                new Host.Others(run.steal, run.otherCores),
                new Host.Gc(
                        run.gcMillis > 0 ? run.pauses : 0,
                        nanos(run.gcMillis),
                        null,
                        run.calledPauses),
                null,
                null,
                run.workersWaitedMillis == null ? null : nanos(run.workersWaitedMillis),
                none());
    }

    private Histogram histogram(double meanMillis, double maxMillis) {
        return new Histogram(
                Histogram.UNIT,
                run.jobs,
                0L,
                meanMillis * nanos(1),
                (long) (maxMillis * nanos(1)),
                new TreeMap<>(),
                "");
    }

    private static SortedMap<String, String> none() {
        return new TreeMap<>();
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
