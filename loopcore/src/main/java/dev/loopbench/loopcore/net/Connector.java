package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Connects a socket. What comes of it may be known before the callback may run: then it is settled
 * but still under way.
 *
 * <p>Confined to the loop thread.
 */
final class Connector {

    private final HandleCalls handle;
    private final StreamSocket socket;
    private @Nullable Completion callback;
    private @Nullable NetError error;
    private boolean settled;
    private boolean connected;

    Connector(HandleCalls handle, StreamSocket socket, boolean connected) {
        this.handle = handle;
        this.socket = socket;
        this.connected = connected;
    }

    boolean isConnected() {
        return connected;
    }

    boolean isUnderWay() {
        return callback != null;
    }

    boolean isSettled() {
        return settled;
    }

    void start(InetSocketAddress address, Completion whenDone) {
        if (connected || isUnderWay()) {
            throw new IllegalStateException("the connection is connected or connecting already");
        }
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the address " + address + " is not resolved");
        }
        callback = whenDone;
        handle.requestStarted();
        try {
            settled = socket.connect(address);
        } catch (IOException failure) {
            fail(NetError.of(failure));
        }
    }

    /** The socket is ready to tell what came of it. */
    void settle() {
        try {
            settled = socket.channel().finishConnect();
        } catch (IOException failure) {
            fail(NetError.of(failure));
        }
    }

    void fail(NetError reason) {
        error = reason;
        settled = true;
    }

    /** Tells what came of it. A connector that failed may start again, from its callback too. */
    void end() {
        Completion ended = callback;
        if (ended != null) {
            NetError outcome = error;
            connected = outcome == null;
            callback = null;
            settled = false;
            error = null;
            handle.requestFinished(() -> ended.completed(outcome));
        }
    }

    boolean hasFailed() {
        return error != null;
    }
}
