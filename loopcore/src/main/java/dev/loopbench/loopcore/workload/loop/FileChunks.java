package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Feed;
import dev.loopbench.loopcore.stream.Source;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that stays open, as a source: one pool job for each chunk. A job that is
 * cancelled ends the stream with {@link NetError#ECANCELED}. Confined to the loop thread.
 */
final class FileChunks implements Source<ByteBuffer> {

    private final EventLoop loop;
    private final PipedFile piped;
    private final ChunkBuffers buffers;
    private final Runnable watch;

    private long positionBytes;

    /**
     * @param buffers as large as a chunk
     * @param watch runs whenever chunks have been handed on
     */
    FileChunks(EventLoop loop, PipedFile piped, ChunkBuffers buffers, Runnable watch) {
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
