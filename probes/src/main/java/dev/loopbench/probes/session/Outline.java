package dev.loopbench.probes.session;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of a run beside what its probes measured. Immutable.
 *
 * @param started ISO-8601 instant in UTC
 * @param blocked what held the loop on purpose; null where nothing was to
 * @param measured false if the run was interrupted before the measured time
 * @param costPerEventNanos of the probes, as calibrated right before the run
 */
record Outline(
        String id,
        String started,
        Environment environment,
        @Nullable Double costPerEventNanos,
        Config.Warmup warmup,
        @Nullable Blocked blocked,
        boolean measured) {

    /**
     * @param size of the work, in words; null where there is none
     * @param holds how often it held the loop
     */
    record Blocked(@Nullable String size, long holds) {}
}
