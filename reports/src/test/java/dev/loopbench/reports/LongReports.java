package dev.loopbench.reports;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports as large as a run can make them: every list is as long as it may get. */
public final class LongReports {

    private static final long MS = 1_000_000;
    private static final List<String> PHASES =
            List.of(
                    "timers",
                    "pending",
                    "idle",
                    "prepare",
                    "poll",
                    "check",
                    "closing",
                    "ticks",
                    "microtasks");

    private final int workers;
    private final long durationNanos;
    private final Random random = new Random(11);

    private LongReports(int workers, long durationNanos) {
        this.workers = workers;
        this.durationNanos = durationNanos;
    }

    /** A minute on a pool of usual size, and more jobs than are listed. */
    public static Report minute() {
        LongReports run = new LongReports(4, 60_000 * MS);
        return run.report(stallsOf(12, 6), null);
    }

    /** Every list full, with stacks as deep as they are kept. */
    public static Report largest() {
        LongReports run = new LongReports(Timeline.MAX_WORKERS, 600_000 * MS);
        return run.report(stallsOf(Loop.MAX_STALLS, 64), run.sockets());
    }

    private Report report(List<Loop.Stall> stalls, @Nullable Sockets sockets) {
        SamplePool pool = new SamplePool(workers);
        long gap = durationNanos / 13_000;
        long at = 0;
        for (int i = 0; i < 12_500; i++) {
            at += (long) (-Math.log(1 - random.nextDouble()) * gap);
            boolean hash = random.nextInt(8) == 0;
            long cpu = hash ? workers * gap * 2 : workers * gap / 3;
            long service = cpu + random.nextLong(workers * gap);
            pool.job(
                    hash ? "pbkdf2" : "fs-read",
                    at,
                    service,
                    cpu,
                    20_000 + random.nextInt(900_000));
        }
        List<Job> jobs = pool.jobs().subList(0, Report.MAX_JOBS);
        List<Operation> operations =
                List.of(pool.operation("fs-read", 3, 182.3), pool.operation("pbkdf2", 0, 26.1));
        Report base = SampleReports.manyJobs();
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        SampleParts.tool(),
                        SampleParts.run(
                                durationNanos, true, "run", "--scenario", "login-service.json"),
                        SampleParts.environment(),
                        config()),
                new Report.Work(operations, jobs, pool.jobs().size() - jobs.size()),
                new Report.Observed(
                        pool.pool(durationNanos, base.pool().waiters()),
                        loop(base.loop(), stalls),
                        SampleHosts.throttled(),
                        SampleHosts.memory(),
                        timeline(pool.jobs(), stalls),
                        new Probes(83.4, 124_018, 0)),
                base.findings(),
                List.of(SampleParts.repeat(0, durationNanos, 12_500)),
                new Report.Traffic(
                        sockets == null ? null : SampleConnections.clients(), sockets, null),
                null,
                base.warnings());
    }

    private Config config() {
        Config mixed = SampleParts.mixed();
        return new Config(
                mixed.workload(),
                mixed.parameters(),
                "login-service",
                mixed.workloads(),
                new Config.PoolConfig(
                        workers, (workers + 1) / 2, true, Config.PoolConfig.Source.OPTION),
                mixed.load(),
                mixed.warmup(),
                null,
                null,
                1);
    }

    private static Loop loop(Loop busy, List<Loop.Stall> stalls) {
        return new Loop(
                busy.counts(),
                busy.utilizationShare(),
                busy.delay(),
                busy.availability(),
                busy.busyTime(),
                busy.durations(),
                new Loop.Held(stalls, 3, busy.held().holds()),
                busy.unavailable());
    }

    private static List<Loop.Stall> stallsOf(int count, int frames) {
        List<String> stack =
                IntStream.range(0, frames)
                        .mapToObj(
                                i ->
                                        "dev.example.service.accounts.AccountService.handler"
                                                + i * 7919
                                                + "(AccountService.java:"
                                                + i * 37
                                                + ")")
                        .toList();
        List<Loop.Stall> stalls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long duration = (60 + i * 37L % 310) * MS + i * 7_001L;
            long cpu = duration / (2 + i % 4);
            long gc = i % 3 == 0 ? duration / 5 : 0;
            long queue = duration / 9;
            long throttled = i % 2 == 0 ? duration / 6 : 0;
            long rest = 40_000L + i;
            stalls.add(
                    new Loop.Stall(
                            (1_500L + i * 4_700L) * MS,
                            duration,
                            i % 2 == 0 ? "poll" : "timers",
                            i % 2 == 0 ? "session #" + i : "report.render",
                            new Loop.StallParts(
                                    cpu,
                                    gc,
                                    throttled,
                                    queue,
                                    duration - cpu - gc - throttled - queue - rest,
                                    rest),
                            stack,
                            null));
        }
        return stalls;
    }

    private Timeline timeline(List<Job> jobs, List<Loop.Stall> stalls) {
        long bin = (durationNanos + Timeline.MAX_BINS - 1) / Timeline.MAX_BINS;
        return new Timeline(
                new Timeline.Bins(bin, phaseBins(bin), workerBins(bin, jobs)),
                new Timeline.Longest(slices(stalls), 91_204, pauses(), 41),
                new Timeline.Samples(hostSamples(), null),
                new TreeMap<>());
    }

    private SortedMap<String, List<Long>> phaseBins(long bin) {
        SortedMap<String, List<Long>> bins = new TreeMap<>();
        for (int phase = 0; phase < PHASES.size(); phase++) {
            long most = bin / (phase == 4 ? 3 : 20 + phase);
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < Timeline.MAX_BINS; i++) {
                double wave = 0.55 + 0.45 * Math.sin(i / 37.0 + phase);
                nanos.add((long) (most * wave * random.nextDouble()));
            }
            bins.put(PHASES.get(phase), nanos);
        }
        return bins;
    }

    private List<List<Long>> workerBins(long bin, List<Job> jobs) {
        long[][] busy = new long[workers][Timeline.MAX_BINS];
        for (Job job : jobs) {
            long started = job.startedNanos() == null ? 0 : job.startedNanos();
            long finished = job.finishedNanos() == null ? 0 : job.finishedNanos();
            for (int i = (int) (started / bin); i < Timeline.MAX_BINS && i * bin < finished; i++) {
                busy[job.worker()][i] +=
                        Math.min(finished, (i + 1) * bin) - Math.max(started, i * bin);
            }
        }
        return IntStream.range(0, workers)
                .mapToObj(
                        w -> IntStream.range(0, busy[w].length).mapToObj(i -> busy[w][i]).toList())
                .toList();
    }

    private List<Timeline.Slice> slices(List<Loop.Stall> stalls) {
        List<Timeline.Slice> slices = new ArrayList<>();
        stalls.forEach(
                s ->
                        slices.add(
                                new Timeline.Slice(
                                        s.atNanos(),
                                        s.durationNanos(),
                                        Objects.requireNonNull(s.phase()),
                                        3,
                                        s.label())));
        while (slices.size() < Timeline.MAX_SLICES) {
            int i = slices.size();
            long at = durationNanos / Timeline.MAX_SLICES * i;
            String phase = PHASES.get(i % 5 == 0 ? 0 : i % 7 == 0 ? 5 : 4);
            slices.add(
                    new Timeline.Slice(
                            at, 900_000 + random.nextInt(4_000_000), phase, 12, "fs-read #" + i));
        }
        return slices;
    }

    private List<Timeline.Pause> pauses() {
        return IntStream.range(0, Timeline.MAX_PAUSES)
                .mapToObj(
                        i ->
                                new Timeline.Pause(
                                        durationNanos / Timeline.MAX_PAUSES * i, (2 + i % 11) * MS))
                .filter(pause -> workers > 4 || pause.atNanos() / MS % 9 == 0)
                .toList();
    }

    private List<Timeline.HostSample> hostSamples() {
        long width = durationNanos / Timeline.MAX_HOST_SAMPLES;
        return IntStream.range(0, Timeline.MAX_HOST_SAMPLES)
                .mapToObj(
                        i ->
                                new Timeline.HostSample(
                                        i * width,
                                        width,
                                        i % 100 > 88 ? width / 3 : 0L,
                                        i % 100 > 55 && i % 100 < 62 ? 0.08 : 0.0,
                                        random.nextLong(width / 10)))
                .toList();
    }

    private Sockets sockets() {
        Sockets few = SampleConnections.sockets();
        List<Sockets.Connection> connections =
                IntStream.range(0, Sockets.MAX_CONNECTIONS)
                        .mapToObj(
                                i ->
                                        new Sockets.Connection(
                                                "ESTABLISHED",
                                                "[2001:db8:85a3::8a2e:370:7334]:8080",
                                                "[2001:db8:85a3::8a2e:370:7335]:" + (20_000 + i),
                                                random.nextLong(1 << 20),
                                                random.nextLong(1 << 20),
                                                null,
                                                0))
                        .toList();
        return new Sockets(
                few.localPort(),
                few.lastSample(),
                few.queues(),
                few.losses(),
                few.descriptors(),
                few.sampling(),
                new Sockets.Listed(connections, 0),
                few.unavailable());
    }
}
