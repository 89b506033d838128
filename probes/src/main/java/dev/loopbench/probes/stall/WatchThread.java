package dev.loopbench.probes.stall;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that looks on from outside while a window is open. Confined to the thread that opens and
 * closes it, but for {@link #goesOn} and {@link #park}, which are the watching thread's.
 */
public final class WatchThread {

    private final ThreadFactory threads;
    private volatile boolean open;
    private @Nullable Thread thread;

    /**
     * @param threads makes daemon threads
     */
    public WatchThread(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * Starts it.
     *
     * @param watching looks again and again as long as it {@link #goesOn}
     * @throws IllegalStateException if it is watching already
     */
    public void open(Runnable watching) {
        if (thread != null) {
            throw new IllegalStateException("It is watching already.");
        }
        Thread started = threads.newThread(watching);
        thread = started;
        open = true;
        started.start();
    }

    /** Whether it was opened and not closed yet. */
    public boolean isOpen() {
        return thread != null;
    }

    /** Whether to look again. An interrupted thread no longer parks: it would spin. */
    public boolean goesOn() {
        return open && !Thread.currentThread().isInterrupted();
    }

    /** Waits so long, or until the close; may return early. */
    public void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    /**
     * Ends it and waits for it, at most for one look: what it found can be read then. An interrupt
     * is kept for the caller. Once more is no harm.
     */
    public void close() {
        Thread watching = thread;
        if (watching == null) {
            return;
        }
        open = false;
        LockSupport.unpark(watching);
        boolean interrupted = false;
        while (watching.isAlive()) {
            try {
                watching.join();
            } catch (InterruptedException early) {
                // It ends by itself, and what it found can be read only then.
                interrupted = true;
            }
        }
        thread = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
