package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.result.Tool;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Where a comparison comes from. Immutable.
 *
 * @param tool that compares
 * @param id tells it from all others
 * @param started ISO-8601 instant in UTC
 */
public record Origin(Tool tool, String id, String started) {

    /** Of one that begins now. */
    public static Origin now(Tool tool) {
        return new Origin(
                tool,
                UUID.randomUUID().toString(),
                InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
