package dev.loopbench.loopcore.net;

import org.jspecify.annotations.Nullable;

/**
 * Sees what becomes of connects. Called on the loop thread; instants are nanoseconds of the loop's
 * clock.
 */
@FunctionalInterface
public interface ConnectObserver {

    /** Watches nothing. */
    ConnectObserver NONE = (error, beganNanos, endedNanos) -> {};

    /**
     * @param error null for a connection that stands
     */
    void connected(@Nullable NetError error, long beganNanos, long endedNanos);
}
