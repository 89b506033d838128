package dev.loopbench.loopcore.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The operating system's readiness facility by way of a {@link Selector}.
 *
 * <p>Confined to the loop thread, but for {@link #wakeup}, which is thread-safe. What the system
 * refuses is thrown as {@link UncheckedIOException}.
 */
public final class SelectorPoller implements Poller {

    private final Selector selector;
    private final String name;
    private final SelectorRegistration[] ready = new SelectorRegistration[MAX_EVENTS];
    private final Consumer<SelectionKey> collector = this::collect;
    private int readyCount;

    /** A wake-up was asked for since the last poll returned: further ones cost no system call. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private boolean wasWoken;

    public SelectorPoller() throws IOException {
        selector = Selector.open();
        name = nameOf(selector.provider().getClass().getSimpleName());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int poll(long timeoutMillis) {
        readyCount = 0;
        // A select on an interrupted thread returns at once, and so would all that follow.
        boolean interrupted = Thread.interrupted();
        try {
            // The flag decides too: releaseClosed() may have eaten the selector's own mark.
            if (timeoutMillis == 0 || woken.get()) {
                selector.selectNow(collector);
            } else {
                // The variants with an action keep the kernel's order; a select of 0 means for
                // ever.
                selector.select(collector, timeoutMillis == FOREVER_MILLIS ? 0 : timeoutMillis);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } finally {
            // Before the loop looks at its queues: a sender that comes after this wakes the next
            // poll, one that came before has queued what it has, and the loop will find it.
            wasWoken = woken.getAndSet(false);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return readyCount;
    }

    @Override
    public Registration ready(int index) {
        if (index >= readyCount) {
            throw new IndexOutOfBoundsException(index);
        }
        return ready[index];
    }

    @Override
    public void wakeup() {
        if (woken.compareAndSet(false, true)) {
            selector.wakeup(); // without effect on a closed selector
        }
    }

    @Override
    public boolean wasWoken() {
        return wasWoken;
    }

    @Override
    public Registration register(SelectableChannel channel, int interestOps, ReadyCallback callback)
            throws IOException {
        SelectionKey key = channel.register(selector, interestOps);
        SelectorRegistration registration = new SelectorRegistration(key, callback);
        key.attach(registration);
        return registration;
    }

    /** A closed channel stays open in the kernel until the selector has been asked again. */
    @Override
    public void releaseClosed() {
        try {
            selector.selectNow(key -> {}); // readiness is level-triggered: the next poll sees it
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void collect(SelectionKey key) {
        // Some selectors report more than one poll may; the rest is reported again by the next.
        if (readyCount < MAX_EVENTS) {
            SelectorRegistration registration = (SelectorRegistration) key.attachment();
            registration.takeReadyOps();
            ready[readyCount++] = registration;
        }
    }

    /** {@code EPollSelectorProvider} is named {@code epoll}. */
    static String nameOf(String providerClass) {
        return providerClass.replace("SelectorProvider", "").toLowerCase(Locale.ROOT);
    }
}
