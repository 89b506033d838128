package dev.loopbench.probes.session;

import dev.loopbench.probes.server.ServiceProbe;
import org.jspecify.annotations.Nullable;

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

    /**
     * Instead of {@link #progress}, while a server on the loop is measured.
     *
     * @param pulse its requests and connections
     * @param perSecond requests over the last second or so; null before it has passed
     */
    default void serving(ServiceProbe.Pulse pulse, @Nullable Double perSecond) {
        progress(Stage.MEASURING, pulse.requests(), -1, -1);
    }
}
