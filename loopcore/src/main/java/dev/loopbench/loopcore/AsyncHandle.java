package dev.loopbench.loopcore;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the loop from any thread. Sends coalesce: however many come before the callback, it runs at
 * least once and perhaps only once (rule A01). Active from its making, so that it keeps the loop
 * alive until it is closed or unreferenced (rule A04).
 *
 * <p>{@link #send} is thread-safe by a pending flag and a lock-free list; all else is confined to
 * the loop thread.
 */
public final class AsyncHandle extends Handle {

    private final @Nullable Runnable callback;
    private final AtomicBoolean pending = new AtomicBoolean();

    /** In {@link AsyncQueue} the one sent before. Whoever sets the pending flag owns it. */
    @Nullable AsyncHandle next;

    AsyncHandle(EventLoop loop, @Nullable Runnable callback) {
        super(loop, "async");
        this.callback = callback;
        hold.active(true);
    }

    /**
     * Has the callback run on the loop thread. What the sender did before, the callback sees.
     * Without effect once the handle is closed.
     */
    public void send() {
        if (pending.compareAndSet(false, true)) {
            loop.asyncs.add(this);
        }
    }

    @Override
    void stopForClose() {
        // A send that is under way finds isClosing() when its turn comes.
    }

    /** Not pending any more before the callback, so that it may send itself (rule A03). */
    void run(CallbackRunner runner) {
        pending.set(false);
        if (callback != null && !isClosing()) {
            runner.run(label(), callback);
        }
    }
}
