package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run described by the figures the rules look at; everything else is at rest. Times in ms. */
final class Run {

    private final int threads;
    private final int cores;
    private long durationMillis = 1000;
    private long jobs;
    private double meanWait;
    private double maxWait;
    private double meanService;
    private @Nullable Long cpuMillis;
    private double meanReturn = 0.1;
    private double maxReturn = 0.2;
    private double utilization;
    private double queuedShare;
    private double whileFullShare = 1;
    private long delayP99Nanos = 1000;
    private double loopUtilization = 0.01;
    private long gcMillis;
    private @Nullable Long loopCpuMillis;
    private @Nullable Long runDelayMillis;
    private double otherCores;
    private @Nullable Clients clients;
    private @Nullable Long busyP50Nanos;
    private long events = 10;
    private @Nullable Long tripsP99Nanos;
    private List<Loop.Stall> stalls = List.of();
    private List<Loop.PhaseTime> phases = List.of();
    private List<Pool.Waiter> waiters = List.of();
    private boolean slowLane = true;
    private List<String> command = List.of("loopbench", "run", "--threads", "4", "--jobs", "5");

    Run(int threads, int cores) {
        this.threads = threads;
        this.cores = cores;
    }

    Run lasting(long millis) {
        durationMillis = millis;
        return this;
    }

    Run jobs(long count, double meanServiceMillis, @Nullable Long totalCpuMillis) {
        jobs = count;
        meanService = meanServiceMillis;
        cpuMillis = totalCpuMillis;
        return this;
    }

    Run waits(double meanMillis, double maxMillis) {
        meanWait = meanMillis;
        maxWait = maxMillis;
        return this;
    }

    Run returns(double meanMillis, double maxMillis) {
        meanReturn = meanMillis;
        maxReturn = maxMillis;
        return this;
    }

    Run pool(double utilizationShare, double queueNonEmptyShare) {
        utilization = utilizationShare;
        queuedShare = queueNonEmptyShare;
        return this;
    }

    Run waitsWhileFull(double share) {
        whileFullShare = share;
        return this;
    }

    Run loop(double utilizationShare, long delayP99Millis) {
        loopUtilization = utilizationShare;
        delayP99Nanos = TimeUnit.MILLISECONDS.toNanos(delayP99Millis);
        return this;
    }

    Run loopCpu(long millis) {
        loopCpuMillis = millis;
        return this;
    }

    Run loopWaitedForACore(long millis) {
        runDelayMillis = millis;
        return this;
    }

    Run gc(long millis) {
        gcMillis = millis;
        return this;
    }

    Run othersUse(double otherCpuCores) {
        otherCores = otherCpuCores;
        return this;
    }

    /** Of a process of their own, 50 of them. */
    Run clients(double busyShare, long clientsCpuMillis, long p99Millis, long slowestMinMillis) {
        tripsP99Nanos = nanos(p99Millis);
        clients =
                new Clients(
                        Clients.OWN_PROCESS,
                        50,
                        50,
                        0,
                        1,
                        1,
                        new Clients.Slowest(
                                nanos(slowestMinMillis), nanos(p99Millis), nanos(p99Millis)),
                        busyShare,
                        1L,
                        nanos(clientsCpuMillis),
                        none());
        return this;
    }

    Run stall(long millis, String label, @Nullable List<String> stack) {
        stalls =
                List.of(
                        new Loop.Stall(
                                0,
                                nanos(millis),
                                "timers",
                                label,
                                null,
                                null,
                                stack,
                                stack == null ? "no valid sample" : null));
        return this;
    }

    Run slowestCallback(String label, long millis) {
        phases =
                List.of(
                        new Loop.PhaseTime(
                                "timers",
                                1,
                                nanos(millis),
                                1,
                                null,
                                new Loop.Slowest(label, nanos(millis), 0)));
        return this;
    }

    /** Half of the busy periods last so long, with so many events each. */
    Run busyAsUsual(long millis, long eventsPerIteration) {
        busyP50Nanos = nanos(millis);
        events = 10 * eventsPerIteration;
        return this;
    }

    /** Who waited behind whom, in milliseconds; pbkdf2 is the operation there is. */
    Run waited(String victim, String culprit, long millis) {
        List<Pool.Waiter> all = new ArrayList<>(waiters);
        all.add(new Pool.Waiter(victim, culprit, nanos(millis)));
        waiters = all;
        return this;
    }

    Run withoutSlowLane() {
        slowLane = false;
        return this;
    }

    /** All of the busy time went into one queue, in chains. */
    Run drained(String queue, long callbacks, int chains, long longestMillis) {
        long allNanos = Math.round(loopUtilization * nanos(durationMillis));
        phases =
                List.of(
                        new Loop.PhaseTime(
                                queue,
                                callbacks,
                                allNanos,
                                1,
                                new Histogram(
                                        Histogram.UNIT, chains, 0L, 1.0, 1L, new TreeMap<>(), ""),
                                new Loop.Slowest("nextTick", nanos(longestMillis), 0)));
        stalls =
                List.of(
                        new Loop.Stall(
                                0, nanos(longestMillis), queue, "t", null, null, null, "none"));
        return this;
    }

    Run command(String... words) {
        command = List.of(words);
        return this;
    }

    List<Finding> findings() {
        return Diagnosis.of(report());
    }

    List<Warning> doubts() {
        return Doubts.of(report());
    }

    private Report report() {
        return new Report(
                Report.SCHEMA,
                new Tool("loopbench", "1", "abc"),
                new dev.loopbench.probes.result.Run(
                        "id", "2026-01-01T00:00:00Z", nanos(durationMillis), true, 1, command),
                environment(),
                config(),
                tripsP99Nanos == null
                        ? List.of(operation())
                        : List.of(trips(tripsP99Nanos), operation()),
                List.of(),
                0,
                pool(),
                loop(),
                host(),
                new Probes(50.0, 0, 0),
                List.of(),
                List.of(),
                clients,
                null,
                null,
                List.of());
    }

    private Environment environment() {
        return new Environment(
                "f",
                "linux",
                "6",
                "amd64",
                new Environment.Cpu("cpu", cores, cores, null),
                null,
                new Environment.Jvm("17", "v", "vm", "Serial", List.of()),
                "epoll",
                new Environment.Clock(1, 25),
                none());
    }

    private Config config() {
        return new Config(
                "pbkdf2",
                none(),
                null,
                List.of(),
                new Config.PoolConfig(threads, (threads + 1) / 2, slowLane, "default"),
                new Config.LoadConfig("burst", jobs, null, null, null, null),
                new Config.Warmup("none", 0, 0, null),
                null,
                1);
    }

    private Operation operation() {
        return new Operation(
                "pbkdf2",
                jobs,
                0,
                null,
                histogram(meanWait + meanService + meanReturn, maxWait + meanService),
                null,
                null,
                histogram(meanWait, maxWait),
                histogram(meanService, meanService),
                cpuMillis == null ? null : nanos(cpuMillis),
                histogram(meanReturn, maxReturn));
    }

    private Operation trips(long p99Nanos) {
        SortedMap<String, @Nullable Long> percentiles = new TreeMap<>();
        percentiles.put("99", p99Nanos);
        Histogram response =
                new Histogram(Histogram.UNIT, 1000, 0L, 1.0, p99Nanos, percentiles, "");
        return new Operation("flood", 1000, 0, null, response, null, null, null, null, null, null);
    }

    private Pool pool() {
        return new Pool(
                threads,
                jobs,
                jobs,
                jobs,
                0,
                1,
                0,
                List.of(),
                utilization,
                null,
                queuedShare,
                whileFullShare,
                List.of(),
                waiters);
    }

    private Loop loop() {
        return new Loop(
                10,
                events,
                null,
                loopUtilization,
                new Loop.Delay(delayP99Nanos / 10.0, 0, 0, delayP99Nanos, delayP99Nanos, List.of()),
                phases,
                0,
                histogram(0, 0),
                histogram(0, 0),
                busy(),
                null,
                stalls,
                0,
                none());
    }

    private Histogram busy() {
        SortedMap<String, @Nullable Long> percentiles = new TreeMap<>();
        percentiles.put("50", busyP50Nanos);
        return new Histogram(Histogram.UNIT, 10, 0L, 0.0, delayP99Nanos, percentiles, "");
    }

    private Host host() {
        return new Host(
                null,
                loopCpuMillis == null ? null : nanos(loopCpuMillis),
                runDelayMillis == null ? null : nanos(runDelayMillis),
                0L,
                0L,
                0L,
                0.0,
                otherCores,
                new Host.Gc(gcMillis > 0 ? 1 : 0, nanos(gcMillis), null),
                null,
                none());
    }

    private Histogram histogram(double meanMillis, double maxMillis) {
        return new Histogram(
                Histogram.UNIT,
                jobs,
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
