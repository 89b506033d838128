package dev.loopbench.probes.host;

import dev.loopbench.loopcore.sim.SimulatedCores;
import dev.loopbench.loopcore.sim.SimulatedCores.Pause;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Timeline;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the simulated machine did to a run, exactly, between {@link #open} and {@link #close}: the
 * same on every real machine, so that a simulated report depends on its command line alone.
 *
 * <p>It has no quota and no hypervisor. Confined to the loop thread; nanoseconds.
 */
public final class SimulatedHost {

    /** Why a simulated run does not tell something. */
    public static final String REASON = Environment.SIMULATED;

    private record Counters(
            long atNanos,
            long cpuNanos,
            long loopCpuNanos,
            long runDelayNanos,
            long workersRunDelayNanos,
            long othersNanos) {}

    private final SimulatedCores cores;
    private final int coreCount;
    private final String poller;
    private Counters from;
    private Counters to;

    /**
     * @param coreCount how many cores there are
     * @param poller its name
     */
    public SimulatedHost(SimulatedCores cores, int coreCount, String poller) {
        this.cores = cores;
        this.coreCount = coreCount;
        this.poller = poller;
        this.from = read(0);
        this.to = from;
    }

    /** Starts a window from zero. */
    public void open(long nowNanos) {
        from = read(nowNanos);
    }

    /** Ends the window. */
    public void close(long nowNanos) {
        to = read(nowNanos);
    }

    /** The closed window as reports tell it. */
    public Host host() {
        long windowNanos = to.atNanos - from.atNanos;
        SortedMap<String, String> unavailable = reasons("contextSwitches", "allocatedBytes");
        Host.Gc gc = gc(unavailable);
        if (windowNanos <= 0) {
            unavailable.put("otherCpuCores", "the run took no time");
        }
        return new Host(
                new Host.Cpu(
                        to.cpuNanos - from.cpuNanos,
                        to.loopCpuNanos - from.loopCpuNanos,
                        to.runDelayNanos - from.runDelayNanos),
                new Host.Throttling(0L, 0L, 0L),
                new Host.Others(
                        0.0,
                        windowNanos <= 0
                                ? null
                                : (Double)
                                        ((double) (to.othersNanos - from.othersNanos)
                                                / windowNanos)),
                gc,
                null,
                null,
                to.workersRunDelayNanos - from.workersRunDelayNanos,
                Collections.unmodifiableSortedMap(unavailable));
    }

    /** The machine has no memory of its own; what operations hold is counted all the same. */
    public static Memory memory(Memory.Held held) {
        return new Memory(
                null,
                null,
                null,
                null,
                null,
                held,
                reasons("rss", "heap", "direct", "heapAfterGcBytes", "heapMaxBytes"));
    }

    /** The loop thread's counters. */
    public ThreadMeter loopMeter() {
        return new ThreadMeter() {
            @Override
            public long cpuNanos() {
                return cores.loopCpuNanos();
            }

            @Override
            public long runDelayNanos() {
                return cores.loopRunDelayNanos();
            }

            @Override
            public long throttledNanos() {
                return 0;
            }
        };
    }

    /** Where the program stood still. */
    public PauseOverlap pauses() {
        return (fromNanos, toNanos) ->
                cores.pauses().stream()
                        .mapToLong(pause -> overlapNanos(pause, fromNanos, toNanos))
                        .sum();
    }

    /** What came between the run and its work in the closed window. */
    public Disturbances disturbances() {
        List<Pause> all = pausesInWindow();
        List<Timeline.Pause> longest =
                all.stream()
                        .sorted(Comparator.comparingLong(Pause::durationNanos).reversed())
                        .limit(Timeline.MAX_PAUSES)
                        .sorted(Comparator.comparingLong(Pause::atNanos))
                        .map(
                                pause ->
                                        new Timeline.Pause(
                                                pause.atNanos() - from.atNanos,
                                                pause.durationNanos()))
                        .toList();
        return new Disturbances(longest, all.size() - longest.size(), List.of(), reasons("host"));
    }

    public Environment environment() {
        return new Environment(
                Fingerprint.of(List.of(REASON, Integer.toString(coreCount), poller)),
                REASON,
                REASON,
                REASON,
                new Environment.Cpu(null, coreCount, coreCount, null),
                null,
                new Environment.Jvm(REASON, REASON, REASON, REASON, List.of()),
                poller,
                // Virtual time moves in steps of one and nobody pays for reading it.
                new Environment.Clock(1.0, 0.0),
                reasons("cpu.model", "cpu.quotaCores", "memoryLimitBytes"));
    }

    private Counters read(long nowNanos) {
        return new Counters(
                nowNanos,
                cores.processCpuNanos(),
                cores.loopCpuNanos(),
                cores.loopRunDelayNanos(),
                cores.workersRunDelayNanos(),
                cores.strangersCpuNanos());
    }

    private Host.Gc gc(SortedMap<String, String> unavailable) {
        List<Pause> pauses = pausesInWindow();
        if (pauses.isEmpty()) {
            unavailable.put("gc.maxNanos", "there was no pause");
            return new Host.Gc(0, 0, null, 0L);
        }
        return new Host.Gc(
                pauses.size(),
                pauses.stream().mapToLong(Pause::durationNanos).sum(),
                pauses.stream().mapToLong(Pause::durationNanos).max().orElse(0),
                (long) pauses.size());
    }

    private List<Pause> pausesInWindow() {
        return cores.pauses().stream()
                .filter(pause -> pause.atNanos() >= from.atNanos && pause.atNanos() < to.atNanos)
                .toList();
    }

    private static long overlapNanos(Pause pause, long fromNanos, long toNanos) {
        long end = Math.min(pause.atNanos() + pause.durationNanos(), toNanos);
        return Math.max(0, end - Math.max(pause.atNanos(), fromNanos));
    }

    private static SortedMap<String, String> reasons(String... names) {
        SortedMap<String, String> reasons = new TreeMap<>();
        for (String name : names) {
            reasons.put(name, REASON);
        }
        return reasons;
    }
}
