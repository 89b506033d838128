package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads one connection in bounded bursts and hands on what came, a callback a read (rules S09 to
 * S12).
 *
 * <p>Confined to the loop thread.
 */
final class Reader {

    /** What a buffer should have room for (libuv's suggestion). */
    static final int SUGGESTED_BYTES = 64 * 1024;

    /**
     * At most so many reads an event, so that a fast sender cannot keep the loop from its other
     * connections (libuv's bound, rule S09).
     */
    static final int MAX_READS = 32;

    private final HandleCalls handle;
    private final Runnable onEnd;

    // One for all reads, so that none is made for each.
    private final Runnable deliver = this::deliver;
    private @Nullable ReadBuffers buffers;
    private @Nullable ReadCallback callback;
    private @Nullable ByteBuffer data;
    private @Nullable NetError end;

    /**
     * @param onEnd hears that reading has ended by itself, before the user does
     */
    Reader(HandleCalls handle, Runnable onEnd) {
        this.handle = handle;
        this.onEnd = onEnd;
    }

    boolean isReading() {
        return callback != null;
    }

    /** It has come neither to the end nor to a failure. */
    boolean mayHaveMore() {
        return end == null;
    }

    /** After that there is nothing to be read or written any more (rule S12). */
    boolean hasFailed() {
        return end != null && end != NetError.EOF;
    }

    void start(ReadBuffers newBuffers, ReadCallback newCallback) {
        if (isReading()) {
            throw new IllegalStateException("the connection is being read already");
        }
        if (hasFailed()) {
            throw new IllegalStateException("the connection is not connected any more");
        }
        end = null;
        buffers = newBuffers;
        callback = newCallback;
    }

    void stop() {
        buffers = null;
        callback = null;
    }

    /** Stops early at a short read: there is nothing more to be had (rule S09). */
    void read(ReadableByteChannel channel) {
        for (int reads = 0; reads < MAX_READS && buffers != null; reads++) {
            ByteBuffer buffer = buffers.buffer(SUGGESTED_BYTES);
            if (!buffer.hasRemaining()) {
                stopped(NetError.ENOBUFS);
                return;
            }
            if (!readInto(buffer, channel)) {
                return;
            }
        }
    }

    /** Whether the buffer was filled, so that there may be more. */
    private boolean readInto(ByteBuffer buffer, ReadableByteChannel channel) {
        int start = buffer.position();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException failure) {
            end(NetError.of(failure));
            return false;
        }
        if (count < 0) {
            end(NetError.EOF);
            return false;
        }
        if (count == 0) {
            return false; // not the end: try again (rule S12)
        }
        boolean filled = !buffer.hasRemaining();
        data = buffer.limit(start + count).position(start);
        handle.callBack(deliver);
        return filled;
    }

    private void deliver() {
        if (callback != null && data != null) {
            callback.read(data);
        }
    }

    private void end(NetError reason) {
        end = reason;
        stopped(reason);
    }

    private void stopped(NetError reason) {
        ReadCallback last = callback;
        stop();
        onEnd.run();
        if (last != null) {
            handle.callBack(() -> last.ended(reason));
        }
    }
}
