package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.net.Completion;
import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.SocketStream;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.stream.Buffering;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Feed;
import dev.loopbench.loopcore.stream.MappedSource;
import dev.loopbench.loopcore.stream.Readable;
import dev.loopbench.loopcore.stream.Source;
import dev.loopbench.loopcore.stream.Writable;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pipes a file through a mask into its connection; the reply is the {@link PipeReceiver}'s verdict.
 * Confined to the loop thread.
 *
 * <p>What waits for the socket has to stay below the high-water mark and one chunk, which may be
 * written while the mark is not reached: more means that the pipe does not hold back. Where nothing
 * limits it, chunks are written without a look at what the socket says: all that is read and not
 * yet taken waits in memory.
 */
final class PipeExchange implements Exchange {

    /** Of the connection's readable side: a verdict is a few bytes. */
    private static final int VERDICT_BUFFER_BYTES = 64;

    /** For a writer that ignores back-pressure. */
    static final long NO_LIMIT = Long.MAX_VALUE;

    private final Tcp tcp;
    private final TcpConnection connection;
    private final PipeType.PipedFile piped;
    private final Mask mask;
    private final ChunkBuffers chunks;
    private final long queueMaxBytes;
    private final ByteBuffer verdict = ByteBuffer.allocate(PipeReceiver.VERDICT_BYTES);

    private @Nullable SocketStream socket;
    private @Nullable Readable<ByteBuffer> content;
    private @Nullable Reply reply;
    private @Nullable String fault;
    private long maskedBytes;
    private long sentNanos;
    private long bytesSent;
    private long bytesReceived;

    /**
     * @param chunks shared by the exchanges of one loop
     * @param queueMaxBytes more than that may not wait for the socket
     */
    PipeExchange(
            Tcp tcp, PipeType.PipedFile piped, Mask mask, ChunkBuffers chunks, long queueMaxBytes) {
        this.tcp = tcp;
        this.connection = tcp.connection();
        this.piped = piped;
        this.mask = mask;
        this.chunks = chunks;
        this.queueMaxBytes = queueMaxBytes;
    }

    /** What may wait where the pipe does its duty. */
    static long queueMaxBytes(int chunkBytes) {
        return Buffering.DEFAULT_BYTES + chunkBytes;
    }

    @Override
    public void connect(InetSocketAddress address, Completion callback) {
        connection.connect(
                address,
                error -> {
                    if (error == null) {
                        established();
                    }
                    callback.completed(error);
                });
    }

    private void established() {
        SocketStream stream =
                new SocketStream(tcp.loop(), connection, new ChunkBuffers(VERDICT_BUFFER_BYTES));
        stream.readable().error().on(this::failed);
        stream.readable().end().on(ended -> failed(new NetException(NetError.EOF)));
        stream.readable().data().on(this::received);
        stream.writable().error().on(this::failed);
        connection.unref();
        socket = stream;
    }

    @Override
    public void send(Reply newReply) {
        if (socket == null || connection.isClosing() || reply != null) {
            throw new IllegalStateException(
                    "an exchange sends one file at a time, while it is connected");
        }
        reply = newReply;
        sentNanos = tcp.loop().clock().nanoTime();
        maskedBytes = 0;
        connection.ref();
        pipe(socket.writable());
    }

    private void pipe(Writable<ByteBuffer> into) {
        FileChunks source = new FileChunks(tcp.loop(), piped, chunks, this::watchQueue);
        Readable<ByteBuffer> from =
                new Readable<>(
                        tcp.loop(), new MappedSource<>(source, this::mask), Buffering.bytes());
        from.error().on(this::failed);
        from.end().on(ended -> contentEnded(from, source.positionBytes()));
        if (queueMaxBytes == NO_LIMIT) {
            from.data().on(chunk -> into.write(chunk, written -> this.written(from, chunk)));
        } else {
            from.pipe(into, false);
        }
        content = from;
    }

    /** A chunk is the stream's again, to be filled with the next bytes of a file. */
    private void written(Readable<ByteBuffer> from, ByteBuffer chunk) {
        from.release(chunk);
        watchQueue();
    }

    private ByteBuffer mask(ByteBuffer chunk) {
        mask.apply(chunk, maskedBytes);
        maskedBytes += chunk.remaining();
        return chunk;
    }

    private void contentEnded(Readable<ByteBuffer> ended, long pipedBytes) {
        ended.unpipe(Objects.requireNonNull(socket).writable());
        content = null;
        bytesSent += pipedBytes;
        watchQueue();
        if (pipedBytes != piped.sizeBytes()) {
            wrong("only %s of %s bytes were piped".formatted(pipedBytes, piped.sizeBytes()));
        } else {
            answerIfBothEnded();
        }
    }

    private void watchQueue() {
        long queuedBytes = socket == null ? 0 : socket.writable().length();
        if (reply != null) {
            reply.holds(queuedBytes);
        }
        if (queuedBytes > queueMaxBytes && fault == null) {
            fault =
                    "%s bytes waited for the socket, where a pipe has to stop at %s"
                            .formatted(queuedBytes, queueMaxBytes);
        }
    }

    private void received(ByteBuffer data) {
        bytesReceived += data.remaining();
        if (reply == null || data.remaining() > verdict.remaining()) {
            wrong("the receiver sent " + data.remaining() + " bytes that nobody asked for");
            return;
        }
        verdict.put(data);
        answerIfBothEnded();
    }

    /** The receiver may have its last byte before the pipe has come to its own end. */
    private void answerIfBothEnded() {
        if (content != null || verdict.hasRemaining()) {
            return;
        }
        long wrongAtBytes = verdict.flip().getLong();
        long awayNanos = verdict.getLong() + leftPauseNanos(verdict.getLong());
        verdict.clear();
        if (wrongAtBytes != PipeReceiver.ALL_RIGHT) {
            wrong("byte " + wrongAtBytes + " of the piped file is not the one that was written");
        } else if (fault != null) {
            wrong(fault);
        } else {
            Reply done = take();
            if (done != null) {
                if (awayNanos > 0) {
                    done.away(awayNanos);
                }
                done.answered();
            }
        }
    }

    /** Of the pause that the file before had left, what fell into this one's time. */
    private long leftPauseNanos(long endNanos) {
        return endNanos == 0 ? 0 : Math.max(0, endNanos - sentNanos);
    }

    private void wrong(String detail) {
        Reply done = take();
        disconnect();
        if (done != null) {
            done.wrong(detail);
        }
    }

    private void failed(Throwable reason) {
        Reply done = take();
        disconnect();
        if (done == null) {
            return;
        }
        if (reason instanceof NetException known) {
            done.failed(known.error());
        } else {
            done.wrong("the file cannot be piped: " + reason);
        }
    }

    private @Nullable Reply take() {
        Reply done = reply;
        reply = null;
        connection.unref();
        return done;
    }

    @Override
    public long bytesSent() {
        return bytesSent;
    }

    @Override
    public long bytesReceived() {
        return bytesReceived;
    }

    @Override
    public void close() {
        reply = null;
        disconnect();
    }

    private void disconnect() {
        if (content != null) {
            content.destroy();
            content = null;
        }
        if (!connection.isClosing()) {
            connection.close();
        }
    }

    /**
     * The bytes of a file that stays open, as a source: one pool job for each chunk. A job that is
     * cancelled ends the stream with {@link NetError#ECANCELED}. Confined to the loop thread.
     */
    static final class FileChunks implements Source<ByteBuffer> {

        private final EventLoop loop;
        private final PipeType.PipedFile piped;
        private final ChunkBuffers buffers;
        private final Runnable watch;

        private long positionBytes;

        /**
         * @param buffers as large as a chunk
         * @param watch runs whenever chunks have been handed on
         */
        FileChunks(EventLoop loop, PipeType.PipedFile piped, ChunkBuffers buffers, Runnable watch) {
            this.loop = loop;
            this.piped = piped;
            this.buffers = buffers;
            this.watch = watch;
        }

        /** How much has been read. */
        long positionBytes() {
            return positionBytes;
        }

        @Override
        public void read(Feed<ByteBuffer> feed) {
            watch.run(); // the stream asks again when it has handed on what it held
            if (positionBytes == piped.sizeBytes()) {
                feed.end();
                return;
            }
            ByteBuffer chunk = buffers.take();
            chunk.limit((int) Math.min(chunk.capacity(), piped.sizeBytes() - positionBytes));
            long fromBytes = positionBytes;
            try {
                loop.submit(
                        new PoolRequest<>(
                                Lane.FAST_IO,
                                piped.kind(),
                                () -> piped.file().read(chunk, fromBytes),
                                request -> ended(request, chunk, feed)));
            } catch (IllegalStateException poolClosed) {
                feed.fail(new NetException(NetError.ECANCELED));
            }
        }

        private void ended(PoolRequest<Integer> request, ByteBuffer chunk, Feed<ByteBuffer> feed) {
            switch (request.outcome()) {
                case OK -> handOn(chunk, Objects.requireNonNull(request.result()), feed);
                case FAILED -> feed.fail(Objects.requireNonNull(request.failure()));
                case CANCELLED -> feed.fail(new NetException(NetError.ECANCELED));
            }
        }

        private void handOn(ByteBuffer chunk, int gotBytes, Feed<ByteBuffer> feed) {
            if (gotBytes == 0) {
                feed.end();
                return;
            }
            positionBytes += gotBytes;
            feed.push(chunk.flip());
            watch.run();
        }

        @Override
        public void release(ByteBuffer chunk) {
            buffers.release(chunk);
        }

        /** The file is the workload's. A job that is under way ends by itself. */
        @Override
        public void close(@Nullable Throwable cause, Done closed) {
            closed.done(null);
        }
    }
}
