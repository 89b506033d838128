package dev.loopbench.loopcore.workload;

/** Each end starts the next operation, until the time is over. Confined to the loop thread. */
final class ClosedPacing implements Pacing {

    private final LoadModel.Closed load;
    private final Starter starter;

    private long beginNanos;
    private int inFlight;
    private boolean filling;
    private boolean stopped;

    ClosedPacing(LoadModel.Closed load, Starter starter) {
        this.load = load;
        this.starter = starter;
    }

    @Override
    public void begin(long nowNanos) {
        beginNanos = nowNanos;
        fill(nowNanos);
    }

    @Override
    public void operationEnded(long nowNanos) {
        inFlight--;
        if (nowNanos - beginNanos >= load.durationNanos()) {
            stopped = true;
        }
        fill(nowNanos);
    }

    @Override
    public boolean isExhausted() {
        return stopped;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void fill(long nowNanos) {
        if (filling) {
            // Called from within a start: the loop below goes on, and the stack does not grow.
            return;
        }
        filling = true;
        try {
            while (inFlight < load.concurrency() && !stopped) {
                inFlight++;
                starter.start(nowNanos);
            }
        } finally {
            filling = false;
        }
    }
}
