package dev.loopbench.probes.phase;

import dev.loopbench.probes.result.Loop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a part of a stall is not told. Stateless. */
final class UntoldParts {

    private static final String NOBODY_READ = "nobody read it on the loop thread";

    private UntoldParts() {}

    /**
     * @param known reasons by the part's name
     * @param unavailable where reasons go, by {@code stalls.NAME}
     */
    static void note(
            Loop.StallParts parts, Map<String, String> known, Map<String, String> unavailable) {
        note("cpuNanos", parts.cpuNanos(), NOBODY_READ, known, unavailable);
        note(
                "gcNanos",
                parts.gcNanos(),
                "the JVM has not told about every single pause",
                known,
                unavailable);
        note("throttledNanos", parts.throttledNanos(), NOBODY_READ, known, unavailable);
        note("runQueueNanos", parts.runQueueNanos(), NOBODY_READ, known, unavailable);
        note(
                "blockedNanos",
                parts.blockedNanos(),
                "what else the time went to is not known",
                known,
                unavailable);
    }

    private static void note(
            String name,
            @Nullable Long nanos,
            String otherwise,
            Map<String, String> known,
            Map<String, String> unavailable) {
        if (nanos == null) {
            unavailable.put("stalls." + name, known.getOrDefault(name, otherwise));
        }
    }
}
