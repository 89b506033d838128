package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.result.Pool;

/** The figures of the worker pool over a run. Stateless. */
final class PoolFamilies {

    private PoolFamilies() {}

    static void write(Pool pool, Exposition text) {
        Double utilization = pool.utilizationShare();
        // Where the pool's use is not known its size is not either.
        if (utilization != null) {
            text.gauge("loopbench_pool_threads", "", "Threads of the worker pool.")
                    .sample(pool.threads());
        }
        text.counter("loopbench_pool_submitted", "", "Jobs handed to the pool.")
                .sample(pool.counts().submitted());
        text.counter("loopbench_pool_started", "", "Jobs a worker took.")
                .sample(pool.counts().started());
        text.counter("loopbench_pool_completed", "", "Jobs whose callback ran.")
                .sample(pool.counts().completed());
        text.counter("loopbench_pool_cancelled", "", "Jobs that were cancelled.")
                .sample(pool.counts().cancelled());
        Long most = pool.depth().depthMax();
        if (most != null) {
            text.gauge("loopbench_pool_depth_max", "", "The most jobs that waited at once.")
                    .sample(most);
        }
        Double mean = pool.depth().depthMean();
        if (mean != null) {
            text.gauge("loopbench_pool_depth_mean", "", "Jobs that waited, on average over time.")
                    .sample(mean);
        }
        if (utilization != null) {
            text.gauge(
                            "loopbench_pool_utilization_ratio",
                            "ratio",
                            "Busy time of all workers over threads times time.")
                    .sample(utilization);
        }
    }
}
