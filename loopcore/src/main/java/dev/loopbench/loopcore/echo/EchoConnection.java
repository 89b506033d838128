package dev.loopbench.loopcore.echo;

import dev.loopbench.loopcore.net.Completion;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.PendingAnswers;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.RequestWork;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.TcpConnection;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One client of an {@link EchoServer}. Confined to the loop thread.
 *
 * <p>What the socket takes at once goes straight from the buffer that was read into; only what it
 * does not take is copied.
 */
final class EchoConnection implements ReadCallback {

    /** With more than that waiting for the client, nothing more is read from it. */
    static final int HIGH_WATER_BYTES = 64 * 1024;

    private final EchoServer server;
    private final TcpConnection connection;
    private final @Nullable PendingAnswers pending;
    private final Completion written = this::written;

    /** Those the connection still writes from, in its order. */
    private final ArrayDeque<ByteBuffer> queued = new ArrayDeque<>(2);

    private boolean reading;
    private boolean working;
    private long receivedBytes;
    private boolean ended;
    private boolean answered;
    private boolean delaysNothing;

    /**
     * @param pending null where nobody watches
     */
    EchoConnection(EchoServer server, TcpConnection connection, @Nullable PendingAnswers pending) {
        this.server = server;
        this.connection = connection;
        this.pending = pending;
    }

    void start() {
        resume();
    }

    /** Nagle's rule never holds a first answer back: a short connection is spared the call. */
    private void delayNothing() {
        if (answered && !delaysNothing) {
            delaysNothing = true;
            try {
                connection.noDelay(true);
            } catch (NetException alreadyGone) {
                // Reading tells.
            }
        }
        answered = true;
    }

    @Override
    public void read(ByteBuffer data) {
        long readNanos = pending == null ? 0 : server.nowNanos();
        delayNothing();
        RequestWork work = server.requestWork();
        long requests = work == null ? 0 : server.requestsIn(receivedBytes, data.remaining());
        receivedBytes += data.remaining();
        if (work == null || requests == 0) {
            send(data, readNanos);
            return;
        }
        working = true;
        reading = false;
        connection.readStop();
        work(work, server.buffers().take(data.remaining()).put(data).flip(), requests, readNanos);
    }

    private void work(RequestWork work, ByteBuffer data, long requests, long readNanos) {
        work.perform(
                ok -> {
                    if (connection.isClosing()) {
                        return;
                    }
                    if (!ok) {
                        close();
                    } else if (requests > 1) {
                        server.later(() -> work(work, data, requests - 1, readNanos));
                    } else {
                        working = false;
                        send(data, readNanos);
                        server.buffers().give(data);
                        if (connection.writeQueueBytes() <= HIGH_WATER_BYTES) {
                            resume();
                        }
                    }
                });
    }

    /**
     * @param readNanos when {@code data} was read, where somebody watches
     */
    private void send(ByteBuffer data, long readNanos) {
        if (pending != null) {
            pending.add(ServiceObserver.NO_STATUS, readNanos);
        }
        sendNow(data);
        if (data.hasRemaining()) {
            ByteBuffer rest = server.buffers().take(data.remaining()).put(data).flip();
            queued.add(rest);
            connection.write(rest, written);
            server.queued(connection.writeQueueBytes());
        }
        noteHandedOver();
        if (connection.writeQueueBytes() > HIGH_WATER_BYTES) {
            reading = false;
            connection.readStop();
        }
    }

    private void noteHandedOver() {
        if (pending != null && !pending.isEmpty() && connection.writeQueueBytes() == 0) {
            pending.handedOver(server.nowNanos());
        }
    }

    /** A close sends FIN behind what the kernel has; what it has not has to wait. */
    @Override
    public void ended(NetError reason) {
        ended = true;
        if (reason == NetError.EOF && connection.writeQueueBytes() > 0) {
            connection.shutdown(error -> close());
        } else {
            close();
        }
    }

    private void sendNow(ByteBuffer data) {
        try {
            connection.tryWrite(data);
        } catch (NetException failure) {
            // The write of the rest fails in the same way, and its callback tells.
        }
    }

    /** Of the buffers that wait, the first is free again. */
    private void written(@Nullable NetError error) {
        ByteBuffer done = queued.remove();
        server.buffers().give(done);
        if (error != null) {
            close();
        } else if (connection.writeQueueBytes() == 0) {
            noteHandedOver();
            resume();
        }
    }

    private void resume() {
        if (!working && !reading && !ended && !connection.isClosing()) {
            reading = true;
            connection.readStart(this);
        }
    }

    private void close() {
        if (!connection.isClosing()) {
            connection.close();
        }
    }
}
