package dev.loopbench.probes.session;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Repeat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of a run beside what its probes measured. Immutable.
 *
 * @param started ISO-8601 instant in UTC
 * @param costPerEventNanos of the probes, as calibrated right before the run
 * @param settledParameters of the workload, in place of what the user said
 * @param firstFailure why the first of the failed operations failed; null if none did
 */
record Outline(
        String id,
        String started,
        Environment environment,
        @Nullable Double costPerEventNanos,
        Config.Warmup warmup,
        Map<String, String> settledParameters,
        List<Repeat> repeats,
        boolean complete,
        @Nullable String firstFailure) {}
