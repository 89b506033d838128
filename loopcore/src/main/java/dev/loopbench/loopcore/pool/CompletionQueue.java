package dev.loopbench.loopcore.pool;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From any number of workers to one loop, in the order of completion. Requests are linked through
 * themselves: nothing is allocated.
 *
 * <p>Thread-safe by one compare-and-set per completion; {@link #drain} is confined to the loop
 * thread.
 */
public final class CompletionQueue {

    private final Runnable wakeup;

    /** The request completed last; each links to the one that completed before it. */
    private final AtomicReference<@Nullable PoolRequest<?>> latest = new AtomicReference<>();

    /** Taken over and not handed out yet, oldest first. Only the loop thread looks at it. */
    private @Nullable PoolRequest<?> ready;

    /**
     * @param wakeup called by the thread whose completion found the queue empty; thread-safe, and
     *     never throws
     */
    public CompletionQueue(Runnable wakeup) {
        this.wakeup = wakeup;
    }

    /**
     * Hands over all that had completed when it was called, the earliest first; what completes
     * meanwhile waits for the next drain, for which a wake-up of its own comes (rule P10).
     *
     * <p>What {@code sink} throws is thrown on; the rest stays for the next drain, and a wake-up
     * asks for it.
     */
    public void drain(Consumer<PoolRequest<?>> sink) {
        takeOver();
        try {
            PoolRequest<?> request = ready;
            while (request != null) {
                ready = request.next;
                request.next = null;
                sink.accept(request);
                request = ready;
            }
        } finally {
            if (ready != null) {
                wakeup.run();
            }
        }
    }

    /**
     * Only the completion that finds the queue empty wakes the loop: whoever comes later is taken
     * along by the drain that this wake-up causes.
     */
    void push(PoolRequest<?> request) {
        PoolRequest<?> before;
        do {
            before = latest.get();
            request.next = before;
        } while (!latest.compareAndSet(before, request));
        if (before == null) {
            wakeup.run();
        }
    }

    /** Moves everything completed behind what an interrupted drain has left. */
    private void takeOver() {
        PoolRequest<?> request = latest.getAndSet(null);
        PoolRequest<?> oldest = null;
        while (request != null) {
            PoolRequest<?> before = request.next;
            request.next = oldest;
            oldest = request;
            request = before;
        }
        if (ready == null) {
            ready = oldest;
            return;
        }
        PoolRequest<?> last = ready;
        while (last.next != null) {
            last = last.next;
        }
        last.next = oldest;
    }
}
