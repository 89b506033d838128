package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;

/**
 * One of the workloads that run on the loop and the pool together. Immutable.
 *
 * @param name its operations carry it as their kind; differs from that of all others
 * @param load when its operations start; an endless one ends with the last of the others
 * @param startNanos after the first workload's begin
 */
public record WorkPlan(
        String name, WorkloadType type, ParameterValues values, LoadModel load, long startNanos) {

    /** From the begin, under the type's own name. */
    public static WorkPlan of(WorkloadType type, ParameterValues values, LoadModel load) {
        return new WorkPlan(type.name(), type, values, load, 0);
    }
}
