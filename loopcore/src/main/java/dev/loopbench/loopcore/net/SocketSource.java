package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Feed;
import dev.loopbench.loopcore.stream.Source;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a connection receives, as a source: it reads until the stream has enough, so that the
 * kernel's buffers fill and the peer has to wait. Confined to the loop thread.
 */
final class SocketSource implements Source<ByteBuffer>, ReadBuffers, ReadCallback {

    private final TcpConnection connection;
    private final ChunkBuffers buffers;
    private final Consumer<@Nullable Throwable> onClose;
    private @Nullable Feed<ByteBuffer> feed;

    /** What is read into: the next chunk unless it stays nearly empty. */
    private @Nullable ByteBuffer filling;

    private boolean reading;

    /**
     * @param onClose told why the stream is closed, null if not for an error
     */
    SocketSource(
            TcpConnection connection, ChunkBuffers buffers, Consumer<@Nullable Throwable> onClose) {
        this.connection = connection;
        this.buffers = buffers;
        this.onClose = onClose;
    }

    @Override
    public void read(Feed<ByteBuffer> into) {
        feed = into;
        if (reading || connection.isClosing()) {
            return; // the close ends the stream
        }
        try {
            connection.readStart(this, this);
            reading = true;
        } catch (IllegalStateException | IllegalArgumentException refused) {
            into.fail(refused);
        }
    }

    @Override
    public ByteBuffer buffer(int suggestedBytes) {
        ByteBuffer buffer = filling != null ? filling.clear() : buffers.take();
        filling = buffer;
        return buffer;
    }

    @Override
    public void read(ByteBuffer data) {
        ByteBuffer chunk = data;
        filling = null;
        if (data.remaining() < buffers.sizeBytes() / 2) {
            // A buffer's room is not counted by the high-water mark: keep it less than twice what
            // is.
            chunk = ByteBuffer.allocate(data.remaining()).put(data).flip();
            buffers.release(data);
        }
        if (feed == null || !feed.push(chunk)) {
            stop();
        }
    }

    @Override
    public void ended(NetError reason) {
        stop();
        if (feed == null) {
            return;
        }
        if (reason == NetError.EOF) {
            feed.end();
        } else {
            feed.fail(new NetException(reason));
        }
    }

    private void stop() {
        reading = false;
        connection.readStop();
        if (filling != null) {
            buffers.release(filling);
            filling = null;
        }
    }

    @Override
    public void release(ByteBuffer chunk) {
        buffers.release(chunk);
    }

    @Override
    public void close(@Nullable Throwable cause, Done closed) {
        stop();
        closed.done(null);
        onClose.accept(cause); // second, so that an error comes before what follows from it
    }
}
