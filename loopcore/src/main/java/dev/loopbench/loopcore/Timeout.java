package dev.loopbench.loopcore;

/**
 * Node's timer object: what {@link EventLoop#setTimeout} and {@link EventLoop#setInterval} return.
 * Starting it refreshes the loop's cached clock. It need not be closed.
 *
 * <p>Confined to the loop thread.
 */
public final class Timeout {

    /** What does not fit 31 bits counts as 1 ms (rule T12). */
    static final double MAX_DELAY_MILLIS = Integer.MAX_VALUE;

    private final EventLoop loop;
    private final Runnable callback;
    private final long delayMillis;
    private final boolean repeats;
    private final LoopTimer timer;
    private boolean cleared;

    Timeout(EventLoop loop, Runnable callback, double delayMillis, boolean repeats) {
        this.loop = loop;
        this.callback = callback;
        this.delayMillis = effectiveDelayMillis(delayMillis);
        this.repeats = repeats;
        this.timer = new LoopTimer(loop.liveness.hold(), this::expired);
        start();
    }

    /** Node's rule: truncated to whole milliseconds; 1 for what is below 1, NaN or too big. */
    static long effectiveDelayMillis(double delayMillis) {
        return delayMillis >= 1 && delayMillis <= MAX_DELAY_MILLIS ? (long) delayMillis : 1;
    }

    /** It will not run any more, for good. */
    public void clear() {
        assert loop.isConfined();
        cleared = true;
        loop.timers.disarm(timer);
    }

    /**
     * Starts its delay over, also after it has run; does nothing once it was cleared (rule T19).
     */
    public void refresh() {
        assert loop.isConfined();
        if (!cleared) {
            start();
        }
    }

    /** Lets it keep the loop alive while it waits, as it does at first. */
    public void ref() {
        assert loop.isConfined();
        timer.hold.referenced(true);
    }

    /** It runs only if something else keeps the loop alive until then (rule T18). */
    public void unref() {
        assert loop.isConfined();
        timer.hold.referenced(false);
    }

    public boolean hasRef() {
        return timer.hold.isReferenced();
    }

    private void start() {
        loop.updateTime();
        armFrom(loop.nowMillis());
    }

    private void armFrom(long startMillis) {
        loop.timers.arm(timer, LoopClock.deadlineMillis(startMillis, delayMillis));
    }

    private void expired() {
        if (repeats) {
            loop.runner.run("interval", this::runAndRepeat);
        } else {
            loop.runner.run("timeout", callback);
        }
    }

    /** Armed anew after its callback, but counted from before it, even if it throws (rule T16). */
    private void runAndRepeat() {
        loop.updateTime();
        long startMillis = loop.nowMillis();
        try {
            callback.run();
        } finally {
            if (!cleared) {
                armFrom(startMillis);
            }
        }
    }
}
