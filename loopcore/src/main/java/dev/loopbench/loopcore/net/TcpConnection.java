package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.IoHandle;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection: reads in bounded bursts, writes at once and queues what the socket does not
 * take. Confined to the loop thread.
 *
 * <p>A call that makes no sense in the connection's state throws {@link IllegalStateException}
 * (libuv's EALREADY, ENOTCONN, EPIPE) or {@link IllegalArgumentException} (EINVAL).
 */
public final class TcpConnection extends IoHandle {

    private final StreamSocket socket;
    private final ReadBuffers sharedBuffers;
    private final Connector connector;
    private final Reader reader;
    private final Writer writer;
    private final Interest interest;
    private final Runnable pendingRound = this::runPending;
    private boolean pendingQueued;

    /**
     * @param accepted does not block; null for one that is to be connected
     */
    TcpConnection(
            EventLoop loop,
            Sockets sockets,
            ReadBuffers sharedBuffers,
            @Nullable SocketChannel accepted) {
        super(loop, "connection");
        HandleCalls calls = new Calls();
        this.socket = new StreamSocket(sockets, accepted);
        this.sharedBuffers = sharedBuffers;
        this.connector = new Connector(calls, socket, accepted != null);
        this.reader = new Reader(calls, this::readingChanged);
        this.writer = new Writer(calls, socket);
        this.interest = new Interest(ops -> watch(socket.channel(), ops));
    }

    /** The callback always comes later, once (rule S01). After a failure it may be tried again. */
    public void connect(InetSocketAddress address, Completion callback) {
        requireNotClosing();
        connector.start(address, callback);
        if (connector.isSettled()) {
            queuePendingRound();
        } else {
            updateInterest();
        }
    }

    private void connectSettled() {
        boolean failed = connector.hasFailed();
        if (failed) {
            socket.close(); // Java has, but not where an option was refused
            interest.forget();
            writer.failUnsent(NetError.ECANCELED);
        }
        connector.end();
        writer.runFinishedWrites();
        if (!failed && !isClosing()) {
            writer.flush();
            outgoingChanged();
        }
    }

    /** Reads into one buffer that all connections of the same {@link Tcp} share. */
    public void readStart(ReadCallback callback) {
        readStart(sharedBuffers, callback);
    }

    public void readStart(ReadBuffers buffers, ReadCallback callback) {
        requireNotClosing();
        if (buffers == null || callback == null) {
            throw new IllegalArgumentException("reading needs buffers and a callback");
        }
        if (!connector.isConnected()) {
            throw new IllegalStateException("the connection is not connected");
        }
        reader.start(buffers, callback);
        readingChanged();
    }

    /** Idempotent; also from within a read callback (rule S10). */
    public void readStop() {
        reader.stop();
        readingChanged();
    }

    private void readingChanged() {
        active(reader.isReading());
        updateInterest();
    }

    /**
     * Writes what the socket takes at once and queues the rest. The buffer is the connection's
     * until the callback, which comes in the order of the calls and never from in here (rules S13,
     * S14). A direct buffer is written as it is; any other Java copies at each attempt.
     */
    public void write(ByteBuffer data, Completion callback) {
        write(new WriteRequest(data, callback));
    }

    /** The same, gathered (rules S15, S16). */
    public void write(ByteBuffer[] data, Completion callback) {
        write(new WriteRequest(data, callback));
    }

    private void write(WriteRequest request) {
        requireWritable();
        writer.write(request, connector.isConnected());
        outgoingChanged();
    }

    /**
     * Writes what the socket takes now and never queues (rule S18).
     *
     * @return bytes taken; 0 where the socket is full, connecting, or others wait
     */
    public int tryWrite(ByteBuffer data) throws NetException {
        requireWritable();
        return connector.isConnected() ? writer.tryWrite(data) : 0;
    }

    /** Bytes that were handed to {@link #write} and not yet to the kernel. */
    public long writeQueueBytes() {
        return writer.unsentBytes();
    }

    /** Sends FIN once all queued writes are out (rule S19). */
    public void shutdown(Completion callback) {
        if (!isWritable()) {
            throw new IllegalStateException("the connection is not connected, or is shut down");
        }
        writer.shutdown(callback);
        outgoingChanged();
    }

    /** Closes so that the peer sees a reset (rule S20). */
    public void closeReset(Runnable callback) {
        if (writer.isShuttingDown()) {
            throw new IllegalArgumentException("the connection is being shut down");
        }
        socket.resetOnClose();
        close(callback);
    }

    public void noDelay(boolean on) throws NetException {
        socket.noDelay(on);
    }

    public void keepAlive(boolean on) throws NetException {
        socket.keepAlive(on);
    }

    /** Connected, and neither ended nor failed. */
    public boolean isReadable() {
        return connector.isConnected() && reader.mayHaveMore() && !isClosing();
    }

    /** Connected, not shut down, not failed. */
    public boolean isWritable() {
        return connector.isConnected() && !writer.isShut() && !reader.hasFailed() && !isClosing();
    }

    public InetSocketAddress localAddress() {
        return socket.localAddress();
    }

    public InetSocketAddress remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    public void ready(int readyOps) {
        if (connector.isUnderWay()) {
            connector.settle();
            if (connector.isSettled()) {
                connectSettled();
            }
            return;
        }
        if ((readyOps & SelectionKey.OP_READ) != 0) {
            reader.read(socket.channel());
        }
        if ((readyOps & SelectionKey.OP_WRITE) != 0 && writer.hasUnsent() && !isClosing()) {
            writer.flush();
            outgoingChanged();
        }
    }

    /** Right after the poll, or in the next pending phase: what must not run in its own call. */
    private void runPending() {
        pendingQueued = false;
        if (isClosing()) {
            return; // the closing phase ends it all
        }
        if (connector.isSettled()) {
            connectSettled();
        }
        writer.runFinishedWrites();
        if (!isClosing()) {
            writer.finishShutdown();
        }
    }

    /** Something was written, sent or shut down. */
    private void outgoingChanged() {
        if (writer.hasFinished()) {
            queuePendingRound();
        }
        updateInterest();
    }

    private void queuePendingRound() {
        if (!pendingQueued) {
            pendingQueued = true;
            queuePending(pendingRound);
        }
    }

    private void updateInterest() {
        if (isClosing() || connector.isSettled()) {
            return;
        }
        interest.set(
                connector.isUnderWay()
                        ? SelectionKey.OP_CONNECT
                        : (reader.isReading() ? SelectionKey.OP_READ : 0)
                                | (writer.hasUnsent() ? SelectionKey.OP_WRITE : 0));
    }

    private void requireNotClosing() {
        if (isClosing()) {
            throw new IllegalArgumentException("the connection is closed");
        }
    }

    private void requireWritable() {
        if (isClosing() || (!connector.isUnderWay() && !isWritable())) {
            throw new IllegalStateException("the connection is not connected, or is shut down");
        }
    }

    @Override
    protected void closeChannel() {
        reader.stop();
        socket.close();
    }

    @Override
    protected void cancelRequests() {
        if (connector.isUnderWay()) {
            connector.fail(NetError.ECANCELED);
            connector.end();
        }
        writer.cancel();
    }

    private final class Calls implements HandleCalls {

        @Override
        public void requestStarted() {
            TcpConnection.this.requestStarted();
        }

        @Override
        public void requestFinished(Runnable callback) {
            TcpConnection.this.requestFinished();
            run(callback);
        }

        @Override
        public void callBack(Runnable callback) {
            run(callback);
        }
    }
}
