package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run described by the figures the rules look at; everything else is at rest. Times in ms. */
final class Run {

    final int threads;
    final int cores;
    long durationMillis = 1000;
    long jobs;
    @Nullable Long operations;
    double meanWait;
    double maxWait;
    double meanService;
    @Nullable Long cpuMillis;
    double meanReturn = 0.1;
    double maxReturn = 0.2;
    double utilization;
    double queuedShare;
    double whileFullShare = 1;
    long delayP99Nanos = 1000;
    double loopUtilization = 0.01;
    long gcMillis;
    @Nullable Long loopCpuMillis;
    @Nullable Long runDelayMillis;
    double otherCores;
    @Nullable Long workersWaitedMillis;
    long errors;
    List<Operation.Failure> failures = List.of();
    @Nullable Long lastOkMillis;
    List<Pool.UnderWay> underWay = List.of();
    List<Pool.Nested> nested = List.of();
    @Nullable Memory memory;
    @Nullable Sockets sockets;
    @Nullable Long awayMillis;
    long probeEvents;
    @Nullable Clients clients;
    @Nullable Long cpuMillisOfProcess;
    boolean isStream;
    boolean complete = true;
    long iterations = 100;
    long dropped;
    double residual;
    @Nullable Double little;
    double lateMillis;
    long periods;
    long throttledPeriods;
    long throttledMillis;
    double steal;
    long pauses = 1;
    @Nullable Long calledPauses = 0L;
    double meanDelayMillis = -1;
    List<Job> jobList = List.of();
    @Nullable Long busyP50Nanos;
    long events = 10;
    @Nullable Long tripsP99Nanos;
    List<Loop.Stall> stalls = List.of();
    List<Loop.Hold> holds = List.of();
    @Nullable List<Loop.SampledCall> sampledCalls;
    List<Loop.PhaseTime> phases = List.of();
    List<Pool.Waiter> waiters = List.of();
    List<Config.Work> works = List.of();
    boolean slowLane = true;
    List<String> command = List.of("loopbench", "run");

    /** Changes as they are. */
    static final Wording WORDING =
            new Wording() {
                @Override
                public String parameter(String name) {
                    return "<" + name + ">";
                }

                @Override
                public String next(List<String> command, Config config, Change change) {
                    return String.join(" ", command) + " " + change;
                }
            };

    Run(int threads, int cores) {
        this.threads = threads;
        this.cores = cores;
    }

    /** Operations came for a while, and not all at once. */
    Run stream() {
        isStream = true;
        return this;
    }

    Run operations(long count) {
        operations = count;
        return this;
    }

    Run interrupted() {
        complete = false;
        return this;
    }

    Run iterations(long count) {
        iterations = count;
        return this;
    }

    Run dropped(long count) {
        dropped = count;
        return this;
    }

    Run residuals(double ofPhases, double ofLittle) {
        residual = ofPhases;
        little = ofLittle;
        return this;
    }

    /** What each operation took beside the legs of its job. */
    Run outsideLegs(double meanMillis) {
        lateMillis = meanMillis;
        return this;
    }

    Run meanDelay(double millis) {
        meanDelayMillis = millis;
        return this;
    }

    Run processCpu(long millis) {
        cpuMillisOfProcess = millis;
        return this;
    }

    Run throttled(long count, long ofPeriods, long millis) {
        throttledPeriods = count;
        periods = ofPeriods;
        throttledMillis = millis;
        return this;
    }

    Run stolen(double share) {
        steal = share;
        return this;
    }

    Run calledPauses(long count) {
        calledPauses = count;
        return this;
    }

    Run pauses(long count) {
        pauses = count;
        return this;
    }

    /** The jobs one by one: when each began its service, in milliseconds. */
    Run runningMillis(long... starts) {
        List<Job> all = new ArrayList<>();
        for (long start : starts) {
            long end = nanos(start) + (long) (meanService * nanos(1));
            all.add(
                    new Job(
                            all.size(),
                            "pbkdf2",
                            0,
                            0,
                            nanos(start),
                            end,
                            end,
                            null,
                            Job.Outcome.OK));
        }
        jobList = all;
        return this;
    }

    /** The jobs one by one: waits in milliseconds. */
    Run waitsOneByOne(double... millis) {
        List<Job> all = new ArrayList<>();
        for (double wait : millis) {
            long started = (long) (wait * nanos(1));
            all.add(
                    new Job(
                            all.size(),
                            "pbkdf2",
                            0,
                            0,
                            started,
                            started,
                            started,
                            null,
                            Job.Outcome.OK));
        }
        jobList = all;
        return this;
    }

    /**
     * Of so many milliseconds that a callback held the loop, it computed, was stopped and lacked a
     * core; the rest it waited by its own will.
     */
    Run stallParts(long millis, long cpu, long gc, @Nullable Long runQueue) {
        return held("callback", millis, cpu, gc, runQueue, null);
    }

    Run held(
            String label,
            long millis,
            long cpu,
            long gc,
            @Nullable Long runQueue,
            @Nullable List<String> stack) {
        long waited = Math.max(0, millis - cpu - gc - (runQueue == null ? 0 : runQueue));
        Loop.StallParts parts =
                new Loop.StallParts(
                        nanos(cpu),
                        nanos(gc),
                        runQueue == null ? null : (Long) 0L,
                        runQueue == null ? null : nanos(runQueue),
                        runQueue == null ? null : nanos(waited),
                        runQueue == null ? nanos(waited) : 0);
        stalls =
                List.of(
                        new Loop.Stall(
                                0,
                                nanos(millis),
                                "timers",
                                label,
                                parts,
                                stack,
                                stack == null ? "no valid sample" : null));
        holds =
                List.of(
                        new Loop.Hold(
                                "timers",
                                label,
                                1,
                                nanos(millis),
                                nanos(millis),
                                nanos(millis),
                                parts,
                                stack));
        return this;
    }

    /** Samples found the loop in a call so often, for so long in all. */
    Run sampledIn(String call, String label, long count, long millis) {
        sampledCalls = List.of(new Loop.SampledCall(call, label, count, nanos(millis)));
        return this;
    }

    /** The hold happened so often in all. */
    Run again(int times) {
        Loop.Hold one = holds.get(0);
        Loop.Hold all = one;
        for (int i = 1; i < times; i++) {
            all = all.plus(one);
        }
        holds = List.of(all);
        return this;
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

    /** All workers together, ready and without a core. */
    Run workersWaitedForACore(long millis) {
        workersWaitedMillis = millis;
        return this;
    }

    /** Of the operations, so many for this reason since then. */
    Run failed(long count, String reason, long sinceMillis) {
        errors = count;
        failures =
                List.of(
                        new Operation.Failure(
                                reason, count, nanos(sinceMillis), nanos(durationMillis)));
        return this;
    }

    /** None ended well after that. */
    Run lastOk(long millis) {
        lastOkMillis = millis;
        return this;
    }

    Run underWay(String kind, long running, long runningMillis, long queued, long queuedMillis) {
        List<Pool.UnderWay> all = new ArrayList<>(underWay);
        all.add(
                new Pool.UnderWay(
                        kind, running, nanos(runningMillis), queued, nanos(queuedMillis)));
        underWay = all;
        return this;
    }

    Run nested(String kind, String waitsFor, long waitingThreads, long queued) {
        nested = List.of(new Pool.Nested(kind, waitsFor, waitingThreads, queued));
        return this;
    }

    /** What operations of a kind held at most, and what the heap may grow to; in MiB. */
    Run held(String kind, long peakMib, long heapMaxMib) {
        memory =
                new Memory(
                        null,
                        null,
                        null,
                        null,
                        heapMaxMib << 20,
                        new Memory.Held(
                                peakMib << 20,
                                nanos(10),
                                0,
                                List.of(new Memory.Kind(kind, peakMib << 20))),
                        none());
        return this;
    }

    /** Of the accept queue: its room, the most that waited in it, and how often it was full. */
    Run accepting(long room, long most, long overflows) {
        sockets =
                new Sockets(
                        80,
                        new Sockets.LastSample(null, null),
                        new Sockets.Queues(null, null, new Sockets.Backlog(room, room), most),
                        new Sockets.Losses(null, null, overflows, null),
                        null,
                        new Sockets.Sampling(1, 0, 0),
                        new Sockets.Listed(null, 0),
                        none());
        return this;
    }

    /** All operations together, on purpose. */
    Run away(long millis) {
        awayMillis = millis;
        return this;
    }

    Run probeEvents(long count) {
        probeEvents = count;
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
                        Clients.Place.OWN_PROCESS,
                        new Clients.Counts(50, 50, 0, 0L, 0L),
                        new Clients.Exchange(
                                1,
                                1,
                                null,
                                new Clients.Slowest(
                                        nanos(slowestMinMillis),
                                        nanos(p99Millis),
                                        nanos(p99Millis))),
                        new Clients.Generator(busyShare, 1L, nanos(clientsCpuMillis)),
                        none());
        return this;
    }

    /** A callback that computes for so long. */
    Run stall(long millis, String label, @Nullable List<String> stack) {
        return held(label, millis, millis, 0, 0L, stack);
    }

    Run slowestCallback(String label, long millis) {
        phases =
                List.of(
                        new Loop.PhaseTime(
                                "timers",
                                1,
                                nanos(millis),
                                1.0,
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

    /** Another workload beside it, so many at a time. */
    Run with(String workload, int concurrency) {
        Load load = new Load.Closed(concurrency, null);
        List<Config.Work> all = new ArrayList<>(works);
        if (all.isEmpty()) {
            all.add(new Config.Work("pbkdf2", "pbkdf2", none(), load(), 0));
        }
        all.add(new Config.Work(workload, workload, none(), load, 0));
        works = all;
        return this;
    }

    /** Each request is answered when such a job has ended. */
    Run requestsWaitFor(String job) {
        SortedMap<String, String> parameters = new TreeMap<>(Map.of("pool-job", job));
        works = List.of(new Config.Work("http", "http", parameters, load(), 0));
        return this;
    }

    Load load() {
        return isStream ? new Load.Closed((int) jobs, null) : new Load.Burst(jobs);
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
                                1.0,
                                new Histogram(
                                        Histogram.UNIT, chains, 0L, 1.0, 1L, new TreeMap<>(), ""),
                                new Loop.Slowest("nextTick", nanos(longestMillis), 0)));
        stalls =
                List.of(
                        new Loop.Stall(
                                0,
                                nanos(longestMillis),
                                queue,
                                "t",
                                new Loop.StallParts(
                                        null, null, null, null, null, nanos(longestMillis)),
                                null,
                                "none"));
        return this;
    }

    Run command(String... words) {
        command = List.of(words);
        return this;
    }

    List<Finding> findings() {
        return Diagnosis.of(report(), WORDING);
    }

    List<Warning> doubts() {
        return Doubts.of(report(), WORDING);
    }

    Report report() {
        return new RunReport(this).report();
    }

    private static SortedMap<String, String> none() {
        return new TreeMap<>();
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
