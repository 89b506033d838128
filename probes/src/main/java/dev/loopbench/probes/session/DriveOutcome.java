package dev.loopbench.probes.session;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a drive has to say beside what the probes saw. Immutable.
 *
 * @param ending of what was planned
 * @param settledParameters by workload, in place of what the user said
 * @param firstFailure why the first of the failed operations failed; null if none did
 * @param remoteOperations measured in another process
 * @param remoteWarmup of that process; null if there is none
 */
record DriveOutcome(
        Run.Ending ending,
        Map<String, Map<String, String>> settledParameters,
        @Nullable String firstFailure,
        List<Repeat> repeats,
        List<Operation> remoteOperations,
        Config.@Nullable Warmup remoteWarmup,
        Report.Traffic traffic) {}
