package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.Blocking;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.probes.result.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a session needs to know, validated. Immutable.
 *
 * @param threadsSource where the pool's size came from, as reports say it
 * @param command the command line, for the report
 * @param simulated whether the run takes place on the simulated machine, in virtual time
 * @param stallThresholdNanos busy periods from this length on are stalls
 */
public record SessionPlan(
        WorkloadType workload,
        ParameterValues parameters,
        LoadModel load,
        int threads,
        String threadsSource,
        WarmupPlan warmup,
        int repeats,
        @Nullable Blocking blocking,
        long seed,
        boolean simulated,
        long stallThresholdNanos,
        List<String> command,
        Tool tool) {

    public SessionPlan {
        command = List.copyOf(command);
    }
}
