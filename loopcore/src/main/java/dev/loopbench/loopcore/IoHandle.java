package dev.loopbench.loopcore;

import dev.loopbench.loopcore.poll.ReadyCallback;
import dev.loopbench.loopcore.poll.Registration;
import java.io.IOException;
import java.nio.channels.SelectableChannel;

/**
 * A channel watched by the loop: the base of what reads, writes, connects or listens. Subclasses
 * say what readiness means; {@link #ready} is code of the loop and hands what came of it to its
 * users through {@link #run}, one callback at a time.
 *
 * <p>Confined to the loop thread.
 */
public abstract non-sealed class IoHandle extends Handle implements ReadyCallback {

    private final EventLoop owner;

    protected IoHandle(EventLoop loop, String kind) {
        super(loop, kind);
        owner = loop;
    }

    protected final EventLoop loop() {
        return owner;
    }

    /**
     * Has the loop watch {@code channel}, which is made non-blocking, for {@code interestOps}.
     *
     * @throws IllegalArgumentException if the handle is closing
     */
    protected final Registration watch(SelectableChannel channel, int interestOps)
            throws IOException {
        assert owner.isConfined();
        requireOpen();
        channel.configureBlocking(false);
        return owner.register(channel, interestOps, this);
    }

    /** Whether it waits for something of its own accord, as a reader or a listener does. */
    protected final void active(boolean active) {
        assert owner.isConfined();
        hold.active(active && !isClosing());
    }

    /** One more request, which keeps the loop alive even if the handle does not (rule L10). */
    protected final void requestStarted() {
        owner.liveness.requestStarted();
    }

    /** The request's callback is about to run. */
    protected final void requestFinished() {
        owner.liveness.requestFinished();
    }

    /** Runs a user's callback here and now, with all that belongs to a callback of the loop. */
    protected final void run(Runnable callback) {
        owner.runner.run(label(), callback);
    }

    /** Runs a user's callback in the next pending phase, or right after the poll in progress. */
    protected final void queuePending(Runnable callback) {
        owner.pending.add(label(), callback);
    }

    /** Closes the channel, at the call of {@link #close()}; callbacks come later (rule C06). */
    protected abstract void closeChannel();

    /**
     * Ends what is still under way as cancelled, in the closing phase, before the close callback
     * (rule C05): for each request {@link #requestFinished}, then {@link #run} its callback.
     */
    protected abstract void cancelRequests();

    @Override
    final void stopForClose() {
        closeChannel();
        owner.closings.channelClosed();
    }

    @Override
    final void finishRequests() {
        cancelRequests();
    }
}
