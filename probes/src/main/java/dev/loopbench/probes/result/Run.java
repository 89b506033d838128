package dev.loopbench.probes.result;

import java.util.List;

/**
 * The run as a whole.
 *
 * @param started ISO-8601 instant in UTC
 * @param durationNanos measured time, warm-up excluded
 * @param complete false if the run was interrupted
 * @param seed of everything random in it
 * @param merged ids of the runs this report is the sum of; empty for a run of its own
 */
public record Run(
        String id,
        String started,
        long durationNanos,
        boolean complete,
        long seed,
        List<String> command,
        List<String> merged) {}
