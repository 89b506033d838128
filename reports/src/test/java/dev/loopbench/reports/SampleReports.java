package dev.loopbench.reports;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Literal reports: one for each kind of run a reader meets. */
public final class SampleReports {

    private static final long MS = 1_000_000;
    private static final long US = 1_000;

    private SampleReports() {}

    /** A sample by the name of its golden files. */
    public static Report named(String name) {
        return switch (name) {
            case "classic" -> classic();
            case "blocked-loop" -> blockedLoop();
            case "many-jobs" -> manyJobs();
            case "interrupted" -> interrupted();
            case "flood" -> flood();
            case "unmeasurable" -> unmeasurable();
            case "node-trace" -> SampleTraces.node();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Five CPU-bound jobs, four threads, two cores: the fifth waits. */
    public static Report classic() {
        SamplePool pool = new SamplePool(4);
        pool.job("pbkdf2", 0, 197_913_402, 98_400_118L, 41_200);
        pool.job("pbkdf2", 0, 201_342_008, 99_021_554L, 38_650);
        pool.job("pbkdf2", 0, 196_104_777, 98_102_341L, 44_031);
        pool.job("pbkdf2", 0, 203_011_230, 98_870_402L, 36_118);
        pool.job("pbkdf2", 0, 102_440_615, 98_215_007L, 39_470);
        long duration = pool.lastCompletedNanos() + 212 * US;
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        SampleParts.tool(),
                        SampleParts.run(duration, true, "run", "--threads", "4", "--jobs", "5"),
                        SampleParts.environment(),
                        SampleParts.pbkdf2(4, SampleParts.burst(5), 1)),
                new Report.Work(List.of(pool.operation("pbkdf2", 0, 16.7)), pool.jobs(), 0),
                new Report.Observed(
                        pool.pool(
                                duration,
                                List.of(new Pool.Waiter("pbkdf2", "pbkdf2", 196_204_777))),
                        SampleParts.calmLoop(5),
                        SampleHosts.calm(),
                        SampleHosts.memory(),
                        SampleTimelines.burst(),
                        new Probes(83.4, 61, 0)),
                List.of(SampleFindings.fifthWaits()),
                List.of(SampleParts.repeat(0, duration, 5)),
                Report.Traffic.NONE,
                null,
                List.of());
    }

    /** Something sleeps on the loop for 120 ms now and then; completions wait for it. */
    public static Report blockedLoop() {
        SamplePool pool = new SamplePool(4);
        long[] late = {84, 112, 61, 2, 97, 118, 33, 1, 76, 104, 15, 1};
        for (int i = 0; i < late.length; i++) {
            pool.job("fs-read", 60L * i * MS, (4L + i % 5) * MS + 120 * US, 900 * US, late[i] * MS);
        }
        long duration = pool.lastCompletedNanos() + 3 * MS;
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        SampleParts.tool(),
                        SampleParts.run(
                                duration, true, "run", "fs-read", "--jobs", "12", "--block",
                                "sleep"),
                        SampleParts.environment(),
                        SampleParts.fsRead(
                                new Config.Block(
                                        "regex", 200 * MS, null, 120 * MS, "31 210 characters"))),
                new Report.Work(List.of(pool.operation("fs-read", 0, 15.4)), pool.jobs(), 0),
                new Report.Observed(
                        pool.pool(duration, List.of()),
                        SampleParts.blockedLoop(),
                        SampleHosts.calm(),
                        SampleHosts.memory(),
                        SampleTimelines.blocked(),
                        new Probes(83.4, 1_204, 0)),
                List.of(SampleFindings.loopBlocked(), SampleFindings.poolIdle()),
                List.of(SampleParts.repeat(0, duration, 12)),
                Report.Traffic.NONE,
                null,
                List.of(
                        new Warning(
                                Warning.Kind.UNKNOWN,
                                "The run took less than 2s: shares and tails rest on few events.",
                                "Use --duration 10s.")));
    }

    /** More jobs than a report lists, of two kinds, three times over. */
    public static Report manyJobs() {
        Random random = new Random(42);
        SamplePool pool = new SamplePool(4);
        long at = 0;
        for (int i = 0; i < Report.MAX_JOBS + 2_400; i++) {
            at += (long) (-Math.log(1 - random.nextDouble()) * 640_000);
            boolean slow = random.nextInt(20) == 0;
            long cpu =
                    slow ? 14 * MS + random.nextInt(2_000_000) : 310 * US + random.nextInt(90_000);
            long service = slow ? cpu * 2 : cpu + 1_100 * US + random.nextInt(700_000);
            pool.job(
                    slow ? "pbkdf2" : "fs-read",
                    at,
                    service,
                    cpu,
                    18 * US + random.nextInt(60_000));
        }
        long duration = pool.lastCompletedNanos() + 40 * MS;
        List<Operation> operations = new ArrayList<>();
        operations.add(pool.operation("fs-read", 3, 1_484.0));
        operations.add(pool.operation("pbkdf2", 0, 78.2));
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        SampleParts.tool(),
                        SampleParts.run(duration, true, "run", "mixed", "--rate", "1562/s"),
                        SampleParts.environment(),
                        SampleParts.mixed()),
                new Report.Work(operations, pool.jobs().subList(0, Report.MAX_JOBS), 2_400),
                new Report.Observed(
                        pool.pool(
                                duration,
                                List.of(
                                        new Pool.Waiter("fs-read", "pbkdf2", 9_402_000 * MS),
                                        new Pool.Waiter("fs-read", "fs-read", 707_000 * MS),
                                        new Pool.Waiter("pbkdf2", "pbkdf2", 511_000 * MS),
                                        new Pool.Waiter("pbkdf2", "fs-read", 38_000 * MS))),
                        SampleParts.busyLoop(),
                        SampleHosts.throttled(),
                        SampleHosts.memory(),
                        null,
                        new Probes(83.4, 124_018, 0)),
                List.of(SampleFindings.hashingStarvesReads()),
                List.of(
                        SampleParts.repeat(0, 2_140 * MS, 3_334),
                        SampleParts.repeat(1, 2_151 * MS, 3_333),
                        SampleParts.repeat(2, 2_133 * MS, 3_333)),
                Report.Traffic.NONE,
                null,
                List.of(
                        new Warning(
                                Warning.Kind.UNKNOWN,
                                "The machine's CPU quota stopped this process in 14 of 65 periods.",
                                "Raise the quota, or compare only with runs under the same one.")));
    }

    /** Stopped by hand while jobs were waiting, running and on their way back. */
    public static Report interrupted() {
        SamplePool pool = new SamplePool(2);
        pool.job("pbkdf2", 0, 99 * MS, 98 * MS, 40 * US);
        pool.job("pbkdf2", 0, 104 * MS, 97 * MS, 38 * US);
        pool.add("pbkdf2", 0, 0, 99_100 * US, 201 * MS, null, 98 * MS, Job.Outcome.OK);
        pool.add("pbkdf2", 1, 0, 104_100 * US, null, null, null, Job.Outcome.OK);
        pool.add("pbkdf2", -1, 0, null, null, null, null, Job.Outcome.OK);
        pool.add("pbkdf2", -1, 0, null, null, 210 * MS, null, Job.Outcome.CANCELLED);
        pool.add("pbkdf2", 0, 0, 201_050 * US, 209 * MS, 210 * MS, 7 * MS, Job.Outcome.FAILED);
        long duration = 218 * MS;
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        SampleParts.tool(),
                        SampleParts.run(duration, false, "run", "--threads", "2", "--jobs", "7"),
                        SampleParts.environment(),
                        SampleParts.pbkdf2(2, SampleParts.burst(7), 1)),
                new Report.Work(List.of(pool.operation("pbkdf2", 1, 9.2)), pool.jobs(), 0),
                new Report.Observed(
                        pool.pool(duration, List.of()),
                        SampleParts.calmLoop(3),
                        SampleHosts.calm(),
                        SampleHosts.memory(),
                        null,
                        new Probes(83.4, 40, 0)),
                List.of(),
                List.of(),
                Report.Traffic.NONE,
                null,
                List.of());
    }

    /** A thousand connections to a server of this machine; the pool has no part in it. */
    public static Report flood() {
        long[] fromSend = new long[400];
        long[] response = new long[fromSend.length];
        for (int i = 0; i < fromSend.length; i++) {
            fromSend[i] = 300 * US + i % 37 * 11L * US;
            response[i] = fromSend[i] + (i % 10 == 0 ? 48 * MS : 20 * US);
        }
        Operation trips =
                new Operation(
                        "flood",
                        fromSend.length,
                        2,
                        0,
                        List.of(),
                        new Operation.Pace(null, 39.7),
                        new Operation.Latency(
                                SampleHistograms.of(response), SampleHistograms.of(fromSend), null),
                        Operation.Legs.NONE,
                        null);
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        SampleParts.tool(),
                        SampleParts.run(10_004 * MS, true, "run", "flood", "--connections", "1000"),
                        SampleParts.environment(),
                        SampleParts.flood()),
                new Report.Work(List.of(trips), List.of(), 0),
                new Report.Observed(
                        new Pool(
                                4,
                                new Pool.Counts(0, 0, 0, 0, 0L),
                                new Pool.Depth(0, 0, List.of()),
                                0.0,
                                new Pool.Waiting(null, null, null),
                                List.of(),
                                List.of(),
                                new Pool.AtEnd(List.of(), List.of())),
                        SampleParts.calmLoop(400),
                        SampleHosts.calm(),
                        SampleHosts.memory(),
                        null,
                        new Probes(83.4, 2_410, 0)),
                List.of(),
                List.of(SampleParts.repeat(0, 10_004 * MS, 400)),
                SampleConnections.traffic(),
                null,
                List.of());
    }

    /** A machine that tells nothing, and a run that gave nothing to measure. */
    public static Report unmeasurable() {
        Histogram none = SampleHistograms.of();
        return new Report(
                Report.SCHEMA,
                new Report.Origin(
                        SampleParts.tool(),
                        new Run(
                                "",
                                "2026-01-01T00:00:00Z",
                                1_000_000_000,
                                Run.Ending.DONE,
                                1,
                                List.of(),
                                List.of()),
                        SampleParts.blankEnvironment(),
                        SampleParts.blankConfig()),
                new Report.Work(
                        List.of(
                                new Operation(
                                        "tick",
                                        0,
                                        0,
                                        0,
                                        List.of(),
                                        new Operation.Pace(null, null),
                                        new Operation.Latency(none, null, null),
                                        Operation.Legs.NONE,
                                        null)),
                        List.of(),
                        0),
                new Report.Observed(
                        new Pool(
                                4,
                                new Pool.Counts(0, 0, 0, 0, 0L),
                                new Pool.Depth(0, 0, List.of()),
                                0.0,
                                new Pool.Waiting(null, null, null),
                                List.of(),
                                List.of(),
                                new Pool.AtEnd(List.of(), List.of())),
                        SampleParts.blankLoop(none),
                        SampleHosts.silent(),
                        SampleHosts.memory(),
                        null,
                        new Probes(null, 0, 0)),
                List.of(SampleFindings.tooLittle()),
                List.of(),
                new Report.Traffic(
                        SampleConnections.silentClients(),
                        SampleConnections.silentSockets(),
                        SampleConnections.silentServer()),
                null,
                List.of());
    }
}
