package dev.loopbench.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives the main thread time to write its results when the process is asked to end (SIGINT,
 * SIGTERM). Thread-safe (by a latch).
 *
 * <p>The JVM then ends with 130 or 143 by itself: {@link System#exit} has no say any more.
 */
public final class InterruptGuard {

    /**
     * A session that has not ended by then hangs; the user wants to leave. On a machine that others
     * keep busy the end of a flood, two young JVMs that write a report each, takes seconds.
     */
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    private InterruptGuard(Runnable interrupt, Runnable overdue) {
        this.hook = new Thread(() -> endSoon(interrupt, overdue), "loopbench-shutdown");
    }

    /**
     * Calls {@code interrupt} once the process is asked to end, and holds it back until {@link
     * #release}.
     *
     * @param overdue called before the process ends without that, as it took too long
     */
    public static InterruptGuard arm(Runnable interrupt, Runnable overdue) {
        InterruptGuard guard = new InterruptGuard(interrupt, overdue);
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            interrupt.run();
        }
        return guard;
    }

    /** The results are written; the process may end. */
    public void release() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs, and has just been told.
        }
    }

    private void endSoon(Runnable interrupt, Runnable overdue) {
        interrupt.run();
        try {
            if (!written.await(WAIT_NANOS_MAX, TimeUnit.NANOSECONDS)) {
                overdue.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
