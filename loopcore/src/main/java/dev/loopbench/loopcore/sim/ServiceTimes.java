package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.pool.PoolRequest;

/** How long simulated work computes. Confined to one thread. */
@FunctionalInterface
public interface ServiceTimes {

    /**
     * CPU time of this request's work on a core of its own; asked once, when it starts.
     *
     * @param chargedNanos what the work itself said it costs; 0 if it said nothing
     */
    long nanos(PoolRequest<?> request, long chargedNanos);
}
