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

    /** Apart from each other by so much, seeds of parts meet no seeds of repetitions. */
    private static final long SEEDS_APART = 1_000_000_007L;

    /**
     * Of what a work and its load draw.
     *
     * @param seed of the run
     * @param index of the work among those of the run, from 0
     */
    public static long seed(long seed, int index) {
        return seed + index * SEEDS_APART;
    }

    /** From the begin, under the type's own name. */
    public static WorkPlan of(WorkloadType type, ParameterValues values, LoadModel load) {
        return new WorkPlan(type.name(), type, values, load, 0);
    }
}
