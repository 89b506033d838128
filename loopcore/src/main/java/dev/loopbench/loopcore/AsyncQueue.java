package dev.loopbench.loopcore;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The async handles that were sent, in the order of their first send: a wake-up costs what was
 * sent, not a scan of all handles as in libuv (rule A05).
 *
 * <p>Adding is thread-safe by compare-and-set; {@link #run} is confined to the loop thread.
 */
final class AsyncQueue {

    private final Runnable wakeup;
    private final AtomicReference<@Nullable AsyncHandle> latest = new AtomicReference<>();

    AsyncQueue(Runnable wakeup) {
        this.wakeup = wakeup;
    }

    void add(AsyncHandle handle) {
        AsyncHandle before;
        do {
            before = latest.get();
            handle.next = before;
        } while (!latest.compareAndSet(before, handle));
        if (before == null) {
            wakeup.run(); // whoever comes later is taken along by the poll that this one ends
        }
    }

    /** Runs those present; what is sent meanwhile waits for the next poll, which does not block. */
    void run(CallbackRunner runner) {
        AsyncHandle handle = takeAllInOrder();
        while (handle != null) {
            // Read first: once it is not pending, another thread may send it and link it anew.
            AsyncHandle next = handle.next;
            handle.next = null;
            handle.run(runner);
            handle = next;
        }
    }

    private @Nullable AsyncHandle takeAllInOrder() {
        AsyncHandle rest = latest.getAndSet(null);
        AsyncHandle ordered = null;
        while (rest != null) {
            AsyncHandle before = rest.next;
            rest.next = ordered;
            ordered = rest;
            rest = before;
        }
        return ordered;
    }
}
