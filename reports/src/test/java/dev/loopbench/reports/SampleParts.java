package dev.loopbench.reports;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Tool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The parts sample reports share. */
final class SampleParts {

    private static final long MS = 1_000_000;
    private static final long US = 1_000;

    private SampleParts() {}

    static Tool tool() {
        return new Tool("loopbench", "0.1.0", "0000000");
    }

    static Run run(long durationNanos, boolean complete, String... arguments) {
        List<String> command = new ArrayList<>(List.of("loopbench"));
        command.addAll(Arrays.asList(arguments));
        return new Run(
                "01990000-0000-7000-8000-000000000000",
                "2026-01-01T12:00:00Z",
                durationNanos,
                complete ? Run.Ending.DONE : Run.Ending.INTERRUPTED,
                7,
                command,
                List.of());
    }

    static Environment environment() {
        return new Environment(
                "3f9ac1d27b60",
                "Linux",
                "6.1.0",
                "amd64",
                new Environment.Cpu("Example CPU @ 2.60GHz", 2, 2, 2.0),
                8_589_934_592L,
                new Environment.Jvm(
                        "17.0.15",
                        "Eclipse Adoptium",
                        "OpenJDK 64-Bit Server VM",
                        "G1",
                        List.of("-Xmx512m")),
                "epoll",
                new Environment.Clock(31, 24.7),
                new TreeMap<>());
    }

    static Environment blankEnvironment() {
        return new Environment(
                "0",
                "",
                "",
                "",
                new Environment.Cpu(null, 1, 1, null),
                null,
                new Environment.Jvm("", "", "", "", List.of()),
                "",
                new Environment.Clock(0, 0.0),
                new TreeMap<>(Map.of("cpu.model", "no /proc", "memoryLimitBytes", "no cgroup")));
    }

    static Load burst(long jobs) {
        return new Load.Burst(jobs);
    }

    static Config pbkdf2(int threads, Load load, int repeats) {
        return new Config(
                "pbkdf2",
                new TreeMap<>(
                        Map.of("digest", "sha512", "iterations", "100000", "key-length", "64")),
                null,
                List.of(),
                new Config.PoolConfig(
                        threads, (threads + 1) / 2, true, Config.PoolConfig.Source.OPTION),
                load,
                new Config.Warmup(Config.Warmup.Mode.AUTO, 1_204 * MS, 12, 0, true),
                null,
                null,
                repeats);
    }

    static Config fsRead(Config.Block block) {
        return new Config(
                "fs-read",
                new TreeMap<>(Map.of("chunk", "64KiB", "size", "1MiB")),
                null,
                List.of(),
                new Config.PoolConfig(4, 2, true, Config.PoolConfig.Source.DEFAULT),
                new Load.Closed(3, null),
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                block,
                new TreeMap<>(Map.of("service", "10%")),
                1);
    }

    static Config flood() {
        return new Config(
                "flood",
                new TreeMap<>(Map.of("connections", "1000", "payload", "64B")),
                null,
                List.of(),
                new Config.PoolConfig(4, 2, true, Config.PoolConfig.Source.DEFAULT),
                new Load.Closed(1_000, 10_000 * MS),
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                null,
                null,
                1);
    }

    static Config mixed() {
        return new Config(
                "fs-read",
                new TreeMap<>(Map.of("size", "64KiB")),
                "file-server",
                List.of(
                        new Config.Work(
                                "fs-read",
                                "fs-read",
                                new TreeMap<>(Map.of("size", "64KiB")),
                                new Load.Open(1_562.0, 8_000 * MS, Load.Arrivals.POISSON),
                                0),
                        new Config.Work(
                                "hashes",
                                "pbkdf2",
                                new TreeMap<>(Map.of("iterations", "20000")),
                                new Load.Closed(5, null),
                                500 * MS)),
                new Config.PoolConfig(4, 2, true, Config.PoolConfig.Source.ENVIRONMENT),
                new Load.Open(1_562.0, 8_000 * MS, Load.Arrivals.POISSON),
                new Config.Warmup(Config.Warmup.Mode.FIXED, 2_000 * MS, 3_120, 0, false),
                null,
                null,
                3);
    }

    static Config blankConfig() {
        return new Config(
                "tick",
                new TreeMap<>(),
                null,
                List.of(),
                new Config.PoolConfig(4, 2, true, Config.PoolConfig.Source.DEFAULT),
                new Load.Burst(1),
                new Config.Warmup(Config.Warmup.Mode.NONE, 0, 0, 0, null),
                null,
                null,
                1);
    }

    static Repeat repeat(int index, long makespanNanos, long operations) {
        return new Repeat(
                index,
                makespanNanos,
                operations,
                0,
                operations * 1e9 / makespanNanos,
                new TreeMap<>(Map.of("response.p50", 198 * MS, "wait.p50", 61 * US)));
    }

    /** Of the worst 1, 10, 50, 100 and 200 ms. */
    private static List<Loop.Availability> availability(double... leastFreeShares) {
        long[] windows = {MS, 10 * MS, 50 * MS, 100 * MS, 200 * MS};
        List<Loop.Availability> curve = new ArrayList<>();
        for (int i = 0; i < windows.length; i++) {
            curve.add(new Loop.Availability(windows[i], leastFreeShares[i]));
        }
        return curve;
    }

    static Loop calmLoop(int events) {
        return new Loop(
                new Loop.Counts(events + 2L, (long) events, 1L, 2L, (long) events),
                0.0042,
                new Loop.Delay(
                        612.4, 0, 0, 0, 318 * US, null, List.of(new Loop.Delay.Over(50 * MS, 0))),
                availability(0.61, 0.8, 0.98, 0.99, 0.995),
                new Loop.BusyTime(
                        List.of(
                                idle("timers"),
                                idle("pending"),
                                idle("idle"),
                                idle("prepare"),
                                phase(
                                        "poll",
                                        events,
                                        968 * US,
                                        0.7636,
                                        "pbkdf2 #0",
                                        401 * US,
                                        197 * MS),
                                phase(
                                        "check",
                                        1,
                                        286 * US,
                                        0.2256,
                                        "submit the burst",
                                        286 * US,
                                        40 * US),
                                idle("closing"),
                                idle("ticks"),
                                phase(
                                        "microtasks",
                                        2,
                                        8 * US,
                                        0.0063,
                                        "promise",
                                        6 * US,
                                        197 * MS)),
                        0.0045),
                new Loop.Durations(
                        SampleHistograms.of(196 * MS, 2 * MS, 3 * MS, 1 * MS, 98 * MS),
                        SampleHistograms.of(401 * US, 120 * US, 118 * US, 201 * US, 128 * US),
                        SampleHistograms.of(411 * US, 126 * US, 124 * US, 209 * US, 318 * US),
                        null),
                new Loop.Held(List.of(), 0, List.of()),
                new TreeMap<>());
    }

    static Loop blockedLoop() {
        return new Loop(
                new Loop.Counts(41L, 52L, 19L, 6L, 11L),
                0.482,
                new Loop.Delay(
                        28.4e6,
                        0,
                        93 * MS,
                        117 * MS,
                        121 * MS,
                        null,
                        List.of(
                                new Loop.Delay.Over(10 * MS, 0.442),
                                new Loop.Delay.Over(50 * MS, 0.271))),
                availability(0, 0, 0, 0, 0.21),
                new Loop.BusyTime(
                        List.of(
                                phase(
                                        "timers",
                                        3,
                                        361 * MS,
                                        0.9571,
                                        "block.sleep",
                                        120_400 * US,
                                        200 * MS),
                                phase(
                                        "poll",
                                        12,
                                        14_100 * US,
                                        0.0374,
                                        "fs-read #3",
                                        2_410 * US,
                                        190 * MS),
                                phase(
                                        "closing",
                                        1,
                                        31 * US,
                                        0.0001,
                                        "file.close",
                                        31 * US,
                                        640 * MS)),
                        0.0054),
                new Loop.Durations(
                        SampleHistograms.of(60 * MS, 31 * MS, 58 * MS, 2 * MS, 44 * MS, 59 * MS),
                        SampleHistograms.of(2_410 * US, 410 * US, 380 * US, 1_190 * US),
                        SampleHistograms.of(120_400 * US, 121 * MS, 119_800 * US, 3 * MS, 480 * US),
                        SampleHistograms.of(61 * US, 70 * US, 1_900 * US)),
                new Loop.Held(
                        List.of(
                                stall(602 * MS, 121 * MS, "timers", 90 * US),
                                stall(200 * MS, 120_400 * US, "timers", 110 * US),
                                new Loop.Stall(
                                        401 * MS,
                                        119_800 * US,
                                        "timers",
                                        "block.sleep",
                                        new Loop.StallParts(
                                                null, 0L, null, null, null, 119_800 * US),
                                        null,
                                        "the stall ended before a sample was taken")),
                        0,
                        List.of(
                                new Loop.Hold(
                                        "timers",
                                        "block.sleep",
                                        3,
                                        361_200 * US,
                                        121 * MS,
                                        120_401 * US,
                                        new Loop.StallParts(
                                                null, 0L, null, null, null, 361_200 * US),
                                        List.of(
                                                "java.lang.Thread.sleep(Native Method)",
                                                "dev.loopbench.loopcore.workload.SleepBlock.run(SleepBlock.java:31)")))),
                new TreeMap<>());
    }

    private static Loop.Stall stall(long at, long duration, String phase, long cpu) {
        return new Loop.Stall(
                at,
                duration,
                phase,
                "block.sleep",
                new Loop.StallParts(cpu, 0L, 0L, 40 * US, duration - cpu - 60 * US, 20 * US),
                List.of(
                        "java.lang.Thread.sleep(Native Method)",
                        "dev.loopbench.loopcore.workload.SleepBlock.run(SleepBlock.java:31)"),
                null);
    }

    static Loop busyLoop() {
        Random random = new Random(1);
        long[] waits = random.longs(4_000, 8_000, 1_900_000).toArray();
        long[] dispatches = random.longs(4_000, 2_000, 90_000).toArray();
        return new Loop(
                new Loop.Counts(18_204L, 12_400L, 1_804L, 5_804L, 11_961L),
                0.0611,
                new Loop.Delay(
                        3_904.2,
                        0,
                        0,
                        61 * US,
                        4_120 * US,
                        null,
                        List.of(new Loop.Delay.Over(10 * MS, 0), new Loop.Delay.Over(50 * MS, 0))),
                availability(0.02, 0.31, 0.74, 0.9, 0.93),
                new Loop.BusyTime(
                        List.of(
                                phase(
                                        "timers",
                                        12_400,
                                        141 * MS,
                                        0.3611,
                                        "arrival",
                                        812 * US,
                                        3_021 * MS),
                                phase(
                                        "poll",
                                        12_400,
                                        241 * MS,
                                        0.6172,
                                        "fs-read #8121",
                                        4_120 * US,
                                        5_100 * MS),
                                phase(
                                        "ticks",
                                        12_400,
                                        6 * MS,
                                        0.0154,
                                        "nextTick",
                                        90 * US,
                                        1_100 * MS)),
                        0.0063),
                new Loop.Durations(
                        SampleHistograms.of(waits),
                        SampleHistograms.of(dispatches),
                        SampleHistograms.of(dispatches),
                        SampleHistograms.of(random.longs(4_000, 1_000, 400_000).toArray())),
                new Loop.Held(List.of(), 0, List.of()),
                new TreeMap<>());
    }

    private static Loop.PhaseTime idle(String name) {
        return new Loop.PhaseTime(name, 0, 0, 0.0, SampleHistograms.of(), null);
    }

    private static Loop.PhaseTime phase(
            String name,
            long callbacks,
            long total,
            double share,
            String slowest,
            long nanos,
            long at) {
        Histogram durations = SampleHistograms.of(nanos);
        return new Loop.PhaseTime(
                name, callbacks, total, share, durations, new Loop.Slowest(slowest, nanos, at));
    }

    static Loop blankLoop(Histogram none) {
        Loop.PhaseTime check = new Loop.PhaseTime("check", 1, 12_000, 1.0, null, null);
        return new Loop(
                new Loop.Counts(1L, 0L, null, null, null),
                0.0,
                new Loop.Delay(0, 0, 0, 0, 0, null, List.of()),
                List.of(),
                new Loop.BusyTime(List.of(check), 0.0),
                new Loop.Durations(none, none, none, null),
                new Loop.Held(List.of(), 0, List.of()),
                new TreeMap<>(Map.of("eventsWaiting", "the poller does not count them")));
    }
}
