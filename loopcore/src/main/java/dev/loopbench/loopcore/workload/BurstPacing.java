package dev.loopbench.loopcore.workload;

/**
 * All operations at once. Confined to the loop thread.
 *
 * <p>Those that there is no room for stand in line: each end starts the next, which counts from the
 * begin of the burst as all of them do.
 */
final class BurstPacing implements Pacing {

    private final int jobs;
    private final Starter starter;
    private final long room;

    private long beginNanos;
    private int begun;
    private long inFlight;
    private boolean starting;
    private boolean stopped;

    /**
     * @param room at most so many operations are in flight
     */
    BurstPacing(LoadModel.Burst load, Starter starter, long room) {
        this.jobs = load.jobs();
        this.starter = starter;
        this.room = room;
    }

    @Override
    public void begin(long nowNanos) {
        beginNanos = nowNanos;
        startMore();
    }

    @Override
    public void operationEnded(long nowNanos) {
        inFlight--;
        startMore();
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

    private void startMore() {
        if (starting) {
            // Called from within a start: the loop below goes on, and the stack does not grow.
            return;
        }
        starting = true;
        try {
            while (!stopped && begun < jobs && inFlight < room) {
                begun++;
                inFlight++;
                starter.start(beginNanos);
            }
        } finally {
            starting = false;
        }
        stopped |= begun == jobs;
    }
}
