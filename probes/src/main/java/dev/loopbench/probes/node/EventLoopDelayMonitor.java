package dev.loopbench.probes.node;

import dev.loopbench.loopcore.EventLoop;

/**
 * Node's {@code monitorEventLoopDelay} in both of its modes. At first it is disabled.
 *
 * <p>Confined to the loop thread. It has to be closed before the loop can be.
 */
public final class EventLoopDelayMonitor implements AutoCloseable {

    /** Node's default resolution of the timer mode. */
    public static final long DEFAULT_RESOLUTION_MILLIS = 10;

    /** Shorter samples of the timer mode are not told apart (rule M07). */
    private static final long LOWEST_BY_TIMER_NANOS = 1_000;

    /** A sample of 0 is kept as 1 (rule M09). */
    private static final long LOWEST_BY_ITERATION_NANOS = 1;

    private final DelayHistogram histogram;
    private final DelaySampler sampler;
    private boolean enabled;

    private EventLoopDelayMonitor(DelayHistogram histogram, DelaySampler sampler) {
        this.histogram = histogram;
        this.sampler = sampler;
    }

    /**
     * By a timer: each sample is the time between two of its calls, the resolution included.
     *
     * @param resolutionMillis from one call of the timer to the next
     * @throws IllegalArgumentException unless that is positive
     */
    public static EventLoopDelayMonitor byTimer(EventLoop loop, long resolutionMillis) {
        if (resolutionMillis <= 0) {
            throw new IllegalArgumentException(
                    "a resolution is positive, not " + resolutionMillis + " ms");
        }
        DelayHistogram histogram = new DelayHistogram(LOWEST_BY_TIMER_NANOS);
        return new EventLoopDelayMonitor(
                histogram, new TimerSampler(loop, resolutionMillis, histogram));
    }

    /** One sample an iteration, without a timer that would wake an idle loop. */
    public static EventLoopDelayMonitor byIteration(EventLoop loop) {
        DelayHistogram histogram = new DelayHistogram(LOWEST_BY_ITERATION_NANOS);
        return new EventLoopDelayMonitor(histogram, new IterationSampler(loop, histogram));
    }

    /**
     * Takes samples from now on; what passed while it was disabled is in none of them.
     *
     * @return whether it was disabled (rule M11)
     */
    public boolean enable() {
        if (enabled) {
            return false;
        }
        enabled = true;
        sampler.start();
        return true;
    }

    /**
     * @return whether it was enabled
     */
    public boolean disable() {
        if (!enabled) {
            return false;
        }
        enabled = false;
        sampler.stop();
        return true;
    }

    /** Forgets all samples; the next one needs a new baseline. */
    public void reset() {
        histogram.reset();
        sampler.rebase();
    }

    /** The samples; it goes on changing. */
    public DelayHistogram histogram() {
        return histogram;
    }

    @Override
    public void close() {
        disable();
        sampler.close();
    }
}
