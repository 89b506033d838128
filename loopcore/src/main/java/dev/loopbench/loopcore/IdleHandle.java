package dev.loopbench.loopcore;

/**
 * Calls back once an iteration and keeps polls from blocking, even unreferenced (rules W04, L15).
 *
 * <p>Confined to the loop thread.
 */
public final class IdleHandle extends Handle {

    private final Watcher watcher;

    IdleHandle(EventLoop loop, WatcherList started) {
        super(loop, "idle");
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
