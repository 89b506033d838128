package dev.loopbench.probes.phase;

import java.util.Map;

/**
 * Counters of the loop thread, read by itself. Confined to the loop thread; recording methods
 * neither allocate nor throw. What is not told is {@link #NOT_MEASURED}.
 */
@FunctionalInterface
public interface ThreadMeter {

    long NOT_MEASURED = -1L;

    /** Never reads anything. */
    ThreadMeter NONE = () -> NOT_MEASURED;

    /** Time on a core, to the nanosecond; costs half a microsecond. */
    long cpuNanos();

    /** Time it was ready to run and had no core, throttling included; costs two microseconds. */
    default long runDelayNanos() {
        return NOT_MEASURED;
    }

    /** How often it gave its core up to wait for something; costs ten microseconds. */
    default long voluntarySwitches() {
        return NOT_MEASURED;
    }

    /**
     * Throttled time of its cgroup, summed over cores; where there is a quota some microseconds.
     */
    default long throttledNanos() {
        return NOT_MEASURED;
    }

    /** Why something is not told, by the component of {@code Loop.StallParts}. */
    default Map<String, String> unavailable() {
        return Map.of();
    }
}
