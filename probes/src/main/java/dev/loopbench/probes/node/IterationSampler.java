package dev.loopbench.probes.node;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.WatcherHandle;
import dev.loopbench.loopcore.poll.Poller;
import java.util.concurrent.TimeUnit;

/**
 * One sample an iteration (rule M09): from the last check phase to prepare, and by how much the
 * poll phase between prepare and check outlasted its time-out. It neither keeps a loop alive nor
 * wakes it. Callbacks of the poll phase are in it only as far as they run past that time-out, and
 * never where it has none (rule M10).
 */
final class IterationSampler implements DelaySampler {

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;
    private final DelayHistogram histogram;
    private final WatcherHandle prepare;
    private final WatcherHandle check;
    private boolean based;
    private boolean prepared;
    private long checkNanos;
    private long prepareNanos;
    private long pollTimeoutMillis;

    IterationSampler(EventLoop loop, DelayHistogram histogram) {
        this.loop = loop;
        this.histogram = histogram;
        prepare = loop.prepare();
        prepare.label("loop delay");
        prepare.unref();
        check = loop.check();
        check.label("loop delay");
        check.unref();
    }

    @Override
    public void start() {
        rebase();
        prepare.start(this::prepared);
        check.start(this::sample);
    }

    @Override
    public void stop() {
        prepare.stop();
        check.stop();
    }

    @Override
    public void rebase() {
        based = false;
        prepared = false;
    }

    @Override
    public void close() {
        prepare.close();
        check.close();
    }

    private void prepared() {
        prepareNanos = loop.clock().nanoTime();
        pollTimeoutMillis = loop.pollTimeoutMillis();
        prepared = true;
    }

    private void sample() {
        long nowNanos = loop.clock().nanoTime();
        if (based && prepared) {
            long nanos = prepareNanos - checkNanos + overdueNanos(nowNanos);
            histogram.record(Math.max(1, nanos));
        }
        based = true;
        checkNanos = nowNanos;
    }

    private long overdueNanos(long nowNanos) {
        if (pollTimeoutMillis == Poller.FOREVER_MILLIS) {
            return 0;
        }
        long timeoutNanos = pollTimeoutMillis * NANOS_PER_MILLI;
        return Math.max(0L, nowNanos - prepareNanos - timeoutNanos);
    }
}
