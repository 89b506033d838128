package dev.loopbench.loopcore.fs;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Feed;
import dev.loopbench.loopcore.stream.Source;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes, as a source: one pool request at a time, each of at most one chunk, and none
 * before the stream asks. Buffers that its reader gives back are read into again, so that a file of
 * any length passes through a few chunks of memory.
 *
 * <p>Confined to the loop thread. The file is opened when the first chunk is asked for, read to the
 * end it has by then, and closed with the stream.
 */
public final class FileSource implements Source<ByteBuffer> {

    /** Node's, for file streams. */
    public static final int DEFAULT_CHUNK_BYTES = 64 * 1024;

    private final EventLoop loop;
    private final Path path;
    private final ChunkBuffers buffers;
    private @Nullable OpenFile file;
    private long positionBytes;

    /** A request is under way: closing waits for it. */
    private boolean busy;

    private @Nullable Done closing;

    public FileSource(EventLoop loop, Path path) {
        this(loop, path, DEFAULT_CHUNK_BYTES);
    }

    public FileSource(EventLoop loop, Path path, int chunkBytes) {
        this.loop = loop;
        this.path = path;
        this.buffers = new ChunkBuffers(chunkBytes);
    }

    @Override
    public void read(Feed<ByteBuffer> feed) {
        busy = true;
        if (file != null) {
            readChunk(file, feed);
            return;
        }
        loop.submit(
                FileRequests.open(path, opened -> opened(opened, feed), StandardOpenOption.READ));
    }

    private void opened(FileResult<OpenFile> opened, Feed<ByteBuffer> feed) {
        file = opened.isOk() ? opened.value() : null;
        if (closing != null) {
            busy = false;
            closeFile(closing);
        } else if (file != null) {
            readChunk(file, feed);
        } else {
            busy = false;
            feed.fail(new FileException("open", opened));
        }
    }

    private void readChunk(OpenFile open, Feed<ByteBuffer> feed) {
        ByteBuffer chunk = buffers.take();
        loop.submit(FileRequests.read(open, chunk, positionBytes, read -> read(chunk, read, feed)));
    }

    private void read(ByteBuffer chunk, FileResult<Integer> read, Feed<ByteBuffer> feed) {
        busy = false;
        if (closing != null) {
            closeFile(closing);
        } else if (!read.isOk()) {
            feed.fail(new FileException("read", read));
        } else if (read.value() == 0) {
            feed.end();
        } else {
            positionBytes += read.value();
            feed.push(chunk.flip());
        }
    }

    @Override
    public void release(ByteBuffer chunk) {
        buffers.release(chunk);
    }

    @Override
    public void close(@Nullable Throwable cause, Done closed) {
        closing = closed;
        if (!busy) {
            closeFile(closed);
        }
    }

    private void closeFile(Done closed) {
        if (file == null) {
            closed.done(null);
            return;
        }
        loop.submit(
                FileRequests.close(
                        file,
                        result ->
                                closed.done(
                                        result.isOk()
                                                ? null
                                                : new FileException("close", result))));
    }
}
