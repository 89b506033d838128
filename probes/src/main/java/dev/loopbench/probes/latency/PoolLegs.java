package dev.loopbench.probes.latency;

import dev.loopbench.probes.result.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The legs of all pool jobs of one kind. Immutable.
 *
 * @param waitLeg enqueued to started
 * @param serviceLeg started to finished on the worker
 * @param serviceCpuNanos CPU time of all service legs together; null where the machine cannot tell
 * @param returnLeg finished on the worker to callback on the loop
 */
public record PoolLegs(
        Histogram waitLeg,
        Histogram serviceLeg,
        @Nullable Long serviceCpuNanos,
        Histogram returnLeg) {}
