package dev.loopbench.loopcore.net;

/**
 * Sees what a server does for its clients. Called on the loop thread; implementations do not
 * allocate, block or throw. Instants are nanoseconds of the loop's clock.
 */
public interface ServiceObserver {

    /** {@link #answered} without a status: the protocol has none. */
    int NO_STATUS = 0;

    /** Watches nothing: no clock is read for it. */
    ServiceObserver NONE = new ServiceObserver() {};

    /** So many connections are open now. */
    default void connections(int open) {}

    /**
     * All of an answer has been handed to the system.
     *
     * @param status of HTTP, or {@link #NO_STATUS}
     * @param readNanos when the loop began to read the request's first byte
     * @param handedOverNanos when the system had taken the answer's last byte, and with it all that
     *     waited for the same client
     */
    default void answered(int status, long readNanos, long handedOverNanos) {}
}
