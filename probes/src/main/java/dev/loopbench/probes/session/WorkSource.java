package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadType;
import org.jspecify.annotations.Nullable;

/** Where the work of the measured loop comes from. Immutable. */
public sealed interface WorkSource permits WorkSource.Own, ServePlan {

    /** When operations start; null where whoever comes is served. */
    @Nullable LoadModel load();

    /** From the loop itself: operations of a workload. */
    record Own(WorkloadType type, ParameterValues values, LoadModel load) implements WorkSource {

        Workload workload() {
            return type.create(values);
        }
    }
}
