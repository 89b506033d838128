package dev.loopbench.loopcore.stream;

import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * How much a stream buffers, and in what unit. Immutable.
 *
 * @param highWaterMark from this length on the other side is told to wait; 0 is legal
 * @param size what a chunk adds to the length
 * @param share a chunk for one more reader, who leaves the others' alone
 */
public record Buffering<T>(
        long highWaterMark, ToLongFunction<? super T> size, UnaryOperator<T> share) {

    /** 64 KiB (Node 22; before it 16 KiB). */
    public static final long DEFAULT_BYTES = 64 * 1024;

    /** Node's, in object mode. */
    public static final long DEFAULT_OBJECTS = 16;

    public Buffering {
        if (highWaterMark < 0) {
            throw new IllegalArgumentException(
                    "a high-water mark cannot be negative: " + highWaterMark);
        }
    }

    /** Counts bytes; chunks go from position to limit, and who reads one moves its position. */
    public static Buffering<ByteBuffer> bytes() {
        return new Buffering<>(DEFAULT_BYTES, ByteBuffer::remaining, ByteBuffer::duplicate);
    }

    /** Counts chunks (Node's object mode). */
    public static <T> Buffering<T> objects() {
        return new Buffering<>(DEFAULT_OBJECTS, chunk -> 1, chunk -> chunk);
    }

    public Buffering<T> withHighWaterMark(long mark) {
        return new Buffering<>(mark, size, share);
    }
}
