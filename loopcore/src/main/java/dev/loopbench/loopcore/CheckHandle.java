package dev.loopbench.loopcore;

/**
 * Calls back once an iteration, right after the loop has polled (rule W05).
 *
 * <p>Confined to the loop thread.
 */
public final class CheckHandle extends Handle {

    private final Watcher watcher;

    CheckHandle(EventLoop loop, WatcherList started) {
        super(loop, "check");
        watcher = new Watcher(this, started);
    }

    /**
     * Calls back from the next pass on; a handle that is started already keeps its callback (rule
     * W03).
     *
     * @throws IllegalArgumentException without a callback, or if the handle is closing
     */
    public void start(Runnable callback) {
        assert loop.isConfined();
        watcher.start(callback);
    }

    /** Does nothing if it is not started. */
    public void stop() {
        assert loop.isConfined();
        watcher.stop();
    }

    @Override
    void stopForClose() {
        watcher.stop();
    }
}
