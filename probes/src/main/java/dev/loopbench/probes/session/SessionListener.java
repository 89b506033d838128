package dev.loopbench.probes.session;

/**
 * Told how far a session has come. Called on a thread of its own at most four times a second, never
 * on the loop thread.
 */
public interface SessionListener {

    /** Hears nothing. */
    SessionListener NONE = (phase, done, total, leftNanos) -> {};

    /** What the session is doing. */
    enum Stage {
        PREPARING,
        WARMING_UP,
        MEASURING,
        /** The load is over, and what is in flight ends. */
        DRAINING
    }

    /**
     * @param done operations ended so far
     * @param total operations to come in all, or -1 where the load has no such number
     * @param leftNanos how long the rest takes about; -1 where nobody knows
     */
    void progress(Stage stage, long done, long total, long leftNanos);
}
