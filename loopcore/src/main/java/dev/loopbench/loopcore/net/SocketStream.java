package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.stream.Buffering;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Readable;
import dev.loopbench.loopcore.stream.Writable;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection's two directions as streams. Their ends are independent: the peer may end its
 * direction and still be written to. Once both are closed the connection is; an error of one closes
 * the other, and a connection that somebody else closes closes both without an error.
 *
 * <p>Confined to the loop thread. The readable side has to be read, resumed or destroyed: an end
 * that nobody comes to keeps the connection open.
 */
public final class SocketStream {

    private final TcpConnection connection;
    private final Readable<ByteBuffer> readable;
    private final Writable<ByteBuffer> writable;

    /** Each side holds the default high-water mark. */
    public SocketStream(EventLoop loop, TcpConnection connection, ChunkBuffers buffers) {
        this(loop, connection, buffers, Buffering.bytes());
    }

    /**
     * @param buffers to read into; the connections of a loop share them
     * @param buffering of each side
     */
    public SocketStream(
            EventLoop loop,
            TcpConnection connection,
            ChunkBuffers buffers,
            Buffering<ByteBuffer> buffering) {
        this.connection = connection;
        readable =
                new Readable<>(
                        loop,
                        new SocketSource(connection, buffers, this::readableClosed),
                        buffering);
        writable =
                new Writable<>(
                        loop,
                        new SocketSink(connection, this::writableClosed, this::destroy),
                        buffering);
        connection.whenClosed(this::destroy);
    }

    private void readableClosed(@Nullable Throwable cause) {
        if (cause != null) {
            writable.destroy();
        }
        closeIfDone();
    }

    private void writableClosed(@Nullable Throwable cause) {
        if (cause != null) {
            readable.destroy();
        }
        closeIfDone();
    }

    private void closeIfDone() {
        if (readable.isDestroyed() && writable.isDestroyed() && !connection.isClosing()) {
            connection.close();
        }
    }

    /** What the peer sends. */
    public Readable<ByteBuffer> readable() {
        return readable;
    }

    /** What the peer gets; its end sends FIN. */
    public Writable<ByteBuffer> writable() {
        return writable;
    }

    public TcpConnection connection() {
        return connection;
    }

    /** Closes both sides and with them the connection, without an error. */
    public void destroy() {
        readable.destroy();
        writable.destroy();
    }
}
