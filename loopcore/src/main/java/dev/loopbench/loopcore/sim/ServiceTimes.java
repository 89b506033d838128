package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.pool.PoolRequest;

/** How long simulated work takes. Confined to one thread. */
@FunctionalInterface
public interface ServiceTimes {

    /** CPU time of this request's work on a core of its own; asked once, when it starts. */
    long nanos(PoolRequest<?> request);
}
