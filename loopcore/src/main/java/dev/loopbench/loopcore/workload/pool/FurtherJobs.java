package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.pool.PoolRequest;

/** For operations of several pool jobs. Stateless. */
final class FurtherJobs {

    private FurtherJobs() {}

    /** False if the pool takes no more: the run was interrupted within the operation. */
    static boolean submit(EventLoop loop, PoolRequest<?> request) {
        try {
            loop.submit(request);
            return true;
        } catch (IllegalStateException poolClosed) {
            return false;
        }
    }
}
