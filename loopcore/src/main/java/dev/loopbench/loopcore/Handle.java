package dev.loopbench.loopcore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something long-lived of an {@link EventLoop} that calls back. While it is active and referenced
 * it keeps the loop alive. Every handle has to be closed, and the loop be run until its close
 * callback has been, before the loop can be closed.
 *
 * <p>Confined to the loop thread. Where libuv answers a misuse with {@code EINVAL} the methods of
 * handles throw {@link IllegalArgumentException}; where it answers {@code EBUSY} or {@code
 * EALREADY}, or asserts, they throw {@link IllegalStateException}.
 */
public abstract sealed class Handle permits TimerHandle, WatcherHandle, AsyncHandle, IoHandle {

    final EventLoop loop;
    final Liveness.Hold hold;
    private String label;
    private boolean closing;

    /** Null while there are none, as for most handles. */
    private @Nullable List<Runnable> closeCallbacks;

    Handle(EventLoop loop, String kind) {
        this.loop = loop;
        this.hold = loop.liveness.hold();
        this.label = kind;
        loop.liveness.handleOpened();
    }

    /** Names this handle's callbacks in reports; at first the kind of the handle does. */
    public final void label(String newLabel) {
        assert loop.isConfined();
        label = newLabel;
    }

    public final String label() {
        return label;
    }

    /** Lets it keep the loop alive while it is active, as every handle does at first. */
    public final void ref() {
        assert loop.isConfined();
        hold.referenced(true);
    }

    /** The loop no longer waits for it. References are a flag, not a count (rule L11). */
    public final void unref() {
        assert loop.isConfined();
        hold.referenced(false);
    }

    public final boolean hasRef() {
        return hold.isReferenced();
    }

    /** Whether it is started: a timer that is armed, a channel that is being read. */
    public final boolean isActive() {
        return hold.isActive();
    }

    /** True from the call of {@link #close()} on, for good. */
    public final boolean isClosing() {
        return closing;
    }

    /** Stops it at once; without a callback, as nobody wants to know when it is gone. */
    public final void close() {
        assert loop.isConfined();
        if (closing) {
            throw new IllegalStateException("the " + label + " handle is closed already");
        }
        closing = true;
        stopForClose();
        hold.active(false);
        loop.closings.add(this);
    }

    /**
     * Stops it at once; {@code callback} runs in the next closing phase, never from in here (rule
     * C01).
     *
     * @throws IllegalStateException if it is closed already
     */
    public final void close(Runnable callback) {
        close();
        addCloseCallback(callback);
    }

    /**
     * {@code callback} runs in the closing phase, whoever closes the handle, before those given
     * later: for an owner that keeps account of its handles.
     *
     * @throws IllegalArgumentException if it is closing
     */
    public final void whenClosed(Runnable callback) {
        assert loop.isConfined();
        requireOpen();
        addCloseCallback(callback);
    }

    private void addCloseCallback(Runnable callback) {
        if (closeCallbacks == null) {
            closeCallbacks = new ArrayList<>(1);
        }
        closeCallbacks.add(callback);
    }

    /**
     * @throws IllegalArgumentException if it is closing: libuv's EINVAL
     */
    final void requireOpen() {
        if (closing) {
            throw new IllegalArgumentException("the " + label + " handle is closed");
        }
    }

    /** The closing phase has come to it. */
    final void finishClose(CallbackRunner runner) {
        finishRequests();
        loop.liveness.handleClosed();
        if (closeCallbacks != null) {
            closeCallbacks.forEach(callback -> runner.run(label, callback));
        }
    }

    /** What {@link #close()} means to this kind. */
    abstract void stopForClose();

    /** Calls back for what was under way, right before the close callback (rule C05). */
    void finishRequests() {}
}
