package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of a connection: its writes, and the shutdown that comes after them.
 *
 * <p>Confined to the loop thread.
 */
final class Writer {

    private final HandleCalls handle;
    private final StreamSocket socket;
    private final WriteQueue writes = new WriteQueue();
    private @Nullable Completion shuttingDown;
    private boolean shut;

    Writer(HandleCalls handle, StreamSocket socket) {
        this.handle = handle;
        this.socket = socket;
    }

    /** Tries it at once if {@code connected} and no other waits (rule S13). */
    void write(WriteRequest request, boolean connected) {
        boolean first = !writes.hasUnsent();
        writes.add(request);
        handle.requestStarted();
        if (first && connected) {
            flush();
        }
    }

    int tryWrite(ByteBuffer data) throws NetException {
        if (writes.hasUnsent()) {
            return 0;
        }
        try {
            return socket.channel().write(data);
        } catch (IOException failure) {
            throw new NetException(NetError.of(failure), failure);
        }
    }

    void flush() {
        writes.flush(socket.channel());
    }

    boolean hasUnsent() {
        return writes.hasUnsent();
    }

    long unsentBytes() {
        return writes.unsentBytes();
    }

    /** From the call of shutdown on. */
    boolean isShut() {
        return shut;
    }

    boolean isShuttingDown() {
        return shuttingDown != null;
    }

    void shutdown(Completion callback) {
        shut = true;
        shuttingDown = callback;
        handle.requestStarted();
    }

    /** Whether there are callbacks to run. */
    boolean hasFinished() {
        return writes.finished() > 0 || (shuttingDown != null && !writes.hasUnsent());
    }

    /** What is not sent has failed; its callbacks are left to run. */
    void failUnsent(NetError reason) {
        writes.failUnsent(reason);
    }

    /** Those present: what their callbacks write has its turn in the next round. */
    void runFinishedWrites() {
        for (int present = writes.finished(); present > 0; present--) {
            handle.requestFinished(writes.removeFinished());
        }
    }

    /** Sends FIN if that was asked for and all is sent (rule S19). */
    void finishShutdown() {
        if (shuttingDown == null || writes.hasUnsent()) {
            return;
        }
        try {
            socket.channel().shutdownOutput();
            endShutdown(null);
        } catch (IOException failure) {
            endShutdown(NetError.of(failure));
        }
    }

    /** Ends all that is under way, in the order of rule C05. */
    void cancel() {
        writes.failUnsent(NetError.ECANCELED);
        runFinishedWrites();
        endShutdown(NetError.ECANCELED);
    }

    private void endShutdown(@Nullable NetError error) {
        Completion callback = shuttingDown;
        if (callback != null) {
            shuttingDown = null;
            handle.requestFinished(() -> callback.completed(error));
        }
    }
}
