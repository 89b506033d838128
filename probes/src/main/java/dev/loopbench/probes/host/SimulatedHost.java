package dev.loopbench.probes.host;

import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The simulated machine as reports tell it: the same on every real one, so that a simulated report
 * depends on its seed alone. Stateless.
 */
public final class SimulatedHost {

    /** Why a simulated run does not tell something. */
    public static final String REASON = Environment.SIMULATED;

    private SimulatedHost() {}

    /**
     * Nothing disturbs a simulated run: no figure but that of the pauses, of which there are none.
     */
    public static Host host() {
        return new Host(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Host.Gc(0, 0, null),
                null,
                null,
                null,
                reasons(
                        "cpuNanos",
                        "loopCpuNanos",
                        "loopRunDelayNanos",
                        "throttledPeriods",
                        "periods",
                        "throttledNanos",
                        "stealShare",
                        "otherCpuCores",
                        "gc.maxNanos",
                        "contextSwitches",
                        "allocatedBytes",
                        "workersRunDelayNanos"));
    }

    /** Tells nothing of the loop thread, which is the machine's own. */
    public static ThreadMeter loopMeter() {
        return new ThreadMeter() {
            @Override
            public long cpuNanos() {
                return NOT_MEASURED;
            }

            @Override
            public Map<String, String> unavailable() {
                return reasons("cpuNanos", "throttledNanos", "runQueueNanos", "blockedNanos");
            }
        };
    }

    /** No pauses, and nothing to sample. */
    public static Disturbances disturbances() {
        return new Disturbances(List.of(), 0, List.of(), reasons("host"));
    }

    /**
     * @param cores of the simulated machine
     */
    public static Environment environment(int cores, String poller) {
        return new Environment(
                Fingerprint.of(List.of(REASON, Integer.toString(cores), poller)),
                REASON,
                REASON,
                REASON,
                new Environment.Cpu(null, cores, cores, null),
                null,
                new Environment.Jvm(REASON, REASON, REASON, REASON, List.of()),
                poller,
                // Virtual time moves in steps of one and nobody pays for reading it.
                new Environment.Clock(1.0, 0.0),
                reasons("cpu.model", "cpu.quotaCores", "memoryLimitBytes"));
    }

    private static SortedMap<String, String> reasons(String... names) {
        SortedMap<String, String> reasons = new TreeMap<>();
        for (String name : names) {
            reasons.put(name, REASON);
        }
        return Collections.unmodifiableSortedMap(reasons);
    }
}
