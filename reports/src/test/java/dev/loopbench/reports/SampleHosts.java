package dev.loopbench.reports;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Memory;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The machines of the sample reports. */
final class SampleHosts {

    private static final long MS = 1_000_000;
    private static final long US = 1_000;

    private SampleHosts() {}

    static Host calm() {
        return new Host(
                new Host.Cpu(503 * MS, 3_102 * US, 310 * US),
                new Host.Throttling(0L, 3L, 0L),
                new Host.Others(0.0, 0.04),
                new Host.Gc(0, 0, 0L, 0L),
                new Host.ContextSwitches(14, 3),
                1_228_800L,
                41 * MS,
                new TreeMap<>());
    }

    static Host throttled() {
        return new Host(
                new Host.Cpu(11_410 * MS, 402 * MS, 190 * MS),
                new Host.Throttling(14L, 65L, 612 * MS),
                new Host.Others(0.0213, 0.31),
                new Host.Gc(9, 48_200 * US, 11_900 * US, 2L),
                null,
                412_316_860L,
                null,
                new TreeMap<>(
                        Map.of(
                                "contextSwitches",
                                "/proc/self/task cannot be read",
                                "workersRunDelayNanos",
                                "/proc/self/task cannot be read")));
    }

    static Host silent() {
        String noProc = "this system has no /proc";
        SortedMap<String, String> why = new TreeMap<>();
        for (String key :
                List.of(
                        "cpuNanos",
                        "loopCpuNanos",
                        "loopRunDelayNanos",
                        "stealShare",
                        "otherCpuCores",
                        "contextSwitches",
                        "allocatedBytes",
                        "workersRunDelayNanos")) {
            why.put(key, noProc);
        }
        why.put("throttledPeriods", "no cgroup found");
        return new Host(
                new Host.Cpu(null, null, null),
                new Host.Throttling(null, null, null),
                new Host.Others(null, null),
                new Host.Gc(0, 0, null, null),
                null,
                null,
                null,
                why);
    }

    static Memory memory() {
        return new Memory(
                new Memory.Course(101L << 20, 131L << 20, 118L << 20),
                new Memory.Course(20L << 20, 45L << 20, 31L << 20),
                new Memory.Course(1L << 20, 3L << 20, 2L << 20),
                null,
                256L << 20,
                new Memory.Held(
                        5L << 20, 1_200_000L, 0, List.of(new Memory.Kind("zlib", 5L << 20))),
                new TreeMap<>(
                        Map.of("heapAfterGcBytes", "the JVM told of no collection in the run")));
    }
}
