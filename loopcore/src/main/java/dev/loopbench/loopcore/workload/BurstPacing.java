package dev.loopbench.loopcore.workload;

/** All operations at once. Confined to the loop thread. */
final class BurstPacing implements Pacing {

    private final int jobs;
    private final Starter starter;
    private boolean stopped;

    BurstPacing(LoadModel.Burst load, Starter starter) {
        this.jobs = load.jobs();
        this.starter = starter;
    }

    @Override
    public void begin(long nowNanos) {
        for (int job = 0; job < jobs && !stopped; job++) {
            starter.start(nowNanos);
        }
        stopped = true;
    }

    @Override
    public boolean isExhausted() {
        return stopped;
    }

    @Override
    public void stop() {
        // An operation that ends within its own start may stop the burst.
        stopped = true;
    }
}
