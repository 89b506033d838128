package dev.loopbench.probes.node;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.TimerHandle;

/**
 * Each sample is the time between two calls of a repeating timer, so that it contains the timer's
 * interval (rule M07). The timer keeps no loop alive, but wakes an idle one.
 */
final class TimerSampler implements DelaySampler {

    private final EventLoop loop;
    private final long intervalMillis;
    private final DelayHistogram histogram;
    private final TimerHandle timer;
    private boolean based;
    private long previousNanos;

    TimerSampler(EventLoop loop, long intervalMillis, DelayHistogram histogram) {
        this.loop = loop;
        this.intervalMillis = intervalMillis;
        this.histogram = histogram;
        timer = loop.timer();
        timer.label("loop delay");
        timer.unref();
    }

    @Override
    public void start() {
        rebase();
        timer.start(this::sample, intervalMillis, intervalMillis);
    }

    @Override
    public void stop() {
        timer.stop();
    }

    @Override
    public void rebase() {
        based = false;
    }

    @Override
    public void close() {
        timer.close();
    }

    private void sample() {
        long nowNanos = loop.clock().nanoTime();
        if (based) {
            histogram.record(nowNanos - previousNanos);
        }
        based = true;
        previousNanos = nowNanos;
    }
}
