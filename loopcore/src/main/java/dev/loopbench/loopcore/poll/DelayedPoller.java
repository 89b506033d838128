package dev.loopbench.loopcore.poll;

import dev.loopbench.loopcore.clock.NanoClock;
import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * A poller that answers later by a known time: to see whether whoever measures the loop notices.
 * Confined as the poller behind it.
 *
 * <p>The loop thread computes while it delays. That lies within the poll, as time in the kernel
 * does.
 */
public final class DelayedPoller implements Poller {

    private final Poller poller;
    private final NanoClock clock;
    private final long delayNanos;

    /**
     * @param delayNanos added to each poll
     */
    public DelayedPoller(Poller poller, NanoClock clock, long delayNanos) {
        this.poller = poller;
        this.clock = clock;
        this.delayNanos = delayNanos;
    }

    @Override
    public String name() {
        return poller.name();
    }

    @Override
    public int poll(long timeoutMillis) {
        int ready = poller.poll(timeoutMillis);
        clock.spin(delayNanos);
        return ready;
    }

    @Override
    public boolean wasWoken() {
        return poller.wasWoken();
    }

    @Override
    public Registration ready(int index) {
        return poller.ready(index);
    }

    @Override
    public void wakeup() {
        poller.wakeup();
    }

    @Override
    public Registration register(SelectableChannel channel, int interestOps, ReadyCallback callback)
            throws IOException {
        return poller.register(channel, interestOps, callback);
    }

    @Override
    public void releaseClosed() {
        poller.releaseClosed();
    }

    @Override
    public void close() {
        poller.close();
    }
}
