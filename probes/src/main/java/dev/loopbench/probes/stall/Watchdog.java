package dev.loopbench.probes.stall;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.phase.LoopActivity;
import dev.loopbench.probes.phase.StallStacks;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches from a thread of its own whether the loop is stuck and, while it is, where. The one
 * observing thread of a run: what else is to be looked at from outside is looked at by it.
 *
 * <p>Confined to the thread that opens and closes it; results are read after {@link #close}. Works
 * on the machine's clock only: in simulation time does not pass while a callback runs, so there
 * {@link StallStacks#none} takes its place.
 */
public final class Watchdog implements AutoCloseable {

    /** More often than this would cost a small machine more than it tells. */
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Two looks: what has lasted so long has a stack before it is twice as long. */
    private static final long HOLD_NANOS = 2 * PERIOD_NANOS;

    private final LoopActivity activity;
    private final NanoClock clock;
    private final WatchThread thread;
    private final long thresholdNanos;
    private @Nullable StackSampler sampler;

    /**
     * @param clock the loop's
     * @param threads makes daemon threads
     */
    public Watchdog(
            LoopActivity activity, NanoClock clock, ThreadFactory threads, long thresholdNanos) {
        this.activity = activity;
        this.clock = clock;
        this.thread = new WatchThread(threads);
        this.thresholdNanos = thresholdNanos;
    }

    /**
     * Starts a window from zero.
     *
     * @param besides called at each look with its instant, for what else is to be watched
     * @throws IllegalStateException if the last one is not closed
     */
    public void open(Thread loopThread, LongConsumer besides) {
        if (thread.isOpen()) {
            throw new IllegalStateException("The watchdog is watching already.");
        }
        StackSampler fresh =
                new StackSampler(
                        activity,
                        loopThread::getStackTrace,
                        loopThread::getState,
                        clock,
                        HOLD_NANOS,
                        thresholdNanos);
        sampler = fresh;
        thread.open(() -> watch(fresh, besides));
    }

    /** Ends the window and waits for the watching thread; an interrupt is kept for the caller. */
    @Override
    public void close() {
        thread.close();
    }

    /** What was found in the last window that was closed. */
    public StallStacks stacks() {
        StackSampler closed = sampler;
        return closed == null || thread.isOpen()
                ? StallStacks.none("the watchdog did not run")
                : closed;
    }

    /** Busy periods of which a valid stack was taken in the last closed window. */
    public long samples() {
        return sampler == null || thread.isOpen() ? 0 : sampler.samples();
    }

    /** Time spent on taking stacks in the last closed window: it slows the loop thread too. */
    public long costNanos() {
        return sampler == null || thread.isOpen() ? 0 : sampler.costNanos();
    }

    private void watch(StackSampler sampler, LongConsumer besides) {
        while (thread.goesOn()) {
            sampler.check();
            besides.accept(clock.nanoTime());
            thread.park(PERIOD_NANOS);
        }
    }
}
