package dev.loopbench.loopcore.poll;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * Waits for channels to become ready, for a time-out, or for a wake-up.
 *
 * <p>Confined to the loop thread, but for {@link #wakeup}, which is thread-safe.
 */
public interface Poller extends AutoCloseable {

    /** Wait until something happens. */
    long FOREVER_MILLIS = -1L;

    /** At most so many ready channels are reported by one poll (libuv: 1024 events a wait). */
    int MAX_EVENTS = 1024;

    /**
     * What backs this poller, as reports name it: {@code epoll}, {@code kqueue}, {@code simulated}.
     */
    String name();

    /**
     * Waits until a channel is ready, the time-out has passed or {@link #wakeup} was called.
     *
     * @param timeoutMillis 0 does not block, {@link #FOREVER_MILLIS} has no limit
     * @return how many registrations are ready, 0 to {@link #MAX_EVENTS}; read them by {@link
     *     #ready}
     */
    int poll(long timeoutMillis);

    /** The {@code index}-th ready registration of the last poll, in the kernel's order. */
    Registration ready(int index);

    /**
     * Ends the poll in progress, or the next one, at once. Any number of calls may share one
     * wake-up.
     */
    void wakeup();

    /** Whether a {@link #wakeup} ended the last poll, or came as it ended. */
    boolean wasWoken();

    /**
     * Watches a non-blocking channel for {@code interestOps} ({@link
     * java.nio.channels.SelectionKey}).
     */
    Registration register(SelectableChannel channel, int interestOps, ReadyCallback callback)
            throws IOException;

    /**
     * Lets the kernel forget the channels that were closed since the last poll. What became ready
     * meanwhile is reported by the next poll, and a wake-up is not lost.
     */
    void releaseClosed();

    /** Closes the selector; the channels stay their owners' to close. */
    @Override
    void close();
}
