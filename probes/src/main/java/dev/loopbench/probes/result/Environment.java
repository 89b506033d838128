package dev.loopbench.probes.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The machine and the JVM.
 *
 * @param fingerprint digest of all that must be equal for two reports to be compared
 * @param unavailable reason by component name, nested ones with a dot: {@code cpu.quotaCores}
 */
public record Environment(
        String fingerprint,
        String os,
        String kernel,
        String arch,
        Cpu cpu,
        @Nullable Long memoryLimitBytes,
        Jvm jvm,
        String poller,
        Clock clock,
        SortedMap<String, String> unavailable) {

    /** What a simulated run has in place of names, and as the reason for what it does not tell. */
    public static final String SIMULATED = "simulated";

    /** Whether there was no machine: the run took place in virtual time. */
    public boolean simulated() {
        return os.equals(SIMULATED);
    }

    /**
     * @param logicalCores of the machine; null where a foreign source does not tell, as are {@code
     *     usableCores}
     * @param usableCores what this process may run on: affinity, cpuset and quota
     * @param quotaCores of the cgroup; null where there is none
     */
    public record Cpu(
            @Nullable String model,
            @Nullable Integer logicalCores,
            @Nullable Integer usableCores,
            @Nullable Double quotaCores) {}

    public record Jvm(
            String version, String vendor, String vm, String gc, List<String> arguments) {}

    /** The smallest step the clock was seen to make, and what reading it costs. */
    public record Clock(double granularityNanos, @Nullable Double readCostNanos) {}
}
