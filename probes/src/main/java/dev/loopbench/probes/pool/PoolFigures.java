package dev.loopbench.probes.pool;

import dev.loopbench.probes.result.Pool;
import org.jspecify.annotations.Nullable;

/** Puts what two probes saw of one pool into one result. Stateless. */
public final class PoolFigures {

    private PoolFigures() {}

    /**
     * The pool over a closed window of both probes. The queue's integral and the jobs' own instants
     * are measured apart; Little's law holds them against each other.
     *
     * @param handOffs as the loop saw them
     */
    public static Pool pool(int threads, DepthProbe depth, JobProbe jobs, long handOffs) {
        long windowNanos = depth.windowNanos();
        return new Pool(
                threads,
                new Pool.Counts(
                        depth.submitted(),
                        depth.submitted() - jobs.cancelled() - depth.queueGrowth(),
                        jobs.completed(),
                        jobs.cancelled(),
                        handOffs),
                new Pool.Depth(
                        depth.depthMax(),
                        shareOf(depth.queuedIntegralNanos(), windowNanos),
                        depth.series()),
                shareOf(depth.runningIntegralNanos(), windowNanos) / threads,
                new Pool.Waiting(
                        littleResidual(depth, jobs),
                        windowNanos > 0
                                ? (Double) ((double) depth.nonEmptyNanos() / windowNanos)
                                : null,
                        depth.queuedIntegralNanos() > 0
                                ? (Double)
                                        shareOf(
                                                depth.queuedWhileFullNanos(),
                                                depth.queuedIntegralNanos())
                                : null),
                depth.workers(),
                depth.waiters(),
                new Pool.AtEnd(jobs.underWay(), depth.nested()));
    }

    /**
     * |L − X·W| / L with L = ∫q dt / T, X = starts / T and W the jobs' mean wait, so that T cancels
     * out. Null if nothing waited, and where jobs were cancelled: they waited too, nobody knows how
     * long. What is under way when the window closes counts with what it has waited by then.
     */
    private static @Nullable Double littleResidual(DepthProbe depth, JobProbe jobs) {
        long integralNanos = depth.queuedIntegralNanos();
        if (integralNanos == 0 || jobs.cancelled() > 0) {
            return null;
        }
        return (double) Math.abs(integralNanos - jobs.waitSumNanos()) / integralNanos;
    }

    private static double shareOf(long nanos, long windowNanos) {
        return windowNanos > 0 ? (double) nanos / windowNanos : 0.0;
    }
}
