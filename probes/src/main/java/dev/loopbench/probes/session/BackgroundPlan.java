package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;

/**
 * Work beside the measured one, on the same loop and pool: so many operations are always in flight.
 * Immutable.
 */
public record BackgroundPlan(WorkloadType workload, ParameterValues parameters, int concurrency) {}
