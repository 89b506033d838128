package dev.loopbench.loopcore.stream;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Direct buffers of one size for sources of bytes, made when none is free. Sources of one loop may
 * share them. Confined to the loop thread.
 */
public final class ChunkBuffers {

    /** So many free ones are kept for the next burst (4 MiB of 64 KiB each). */
    private static final int MAX_FREE = 64;

    private final int sizeBytes;
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

    /**
     * @throws IllegalArgumentException unless it is positive
     */
    public ChunkBuffers(int sizeBytes) {
        if (sizeBytes <= 0) {
            throw new IllegalArgumentException("a buffer cannot have " + sizeBytes + " bytes");
        }
        this.sizeBytes = sizeBytes;
    }

    /** An empty buffer. */
    public ByteBuffer take() {
        ByteBuffer last = free.pollLast();
        return last != null ? last.clear() : ByteBuffer.allocateDirect(sizeBytes);
    }

    public int sizeBytes() {
        return sizeBytes;
    }

    /** Takes one back that nobody reads or writes any more; others are left to the collector. */
    public void release(ByteBuffer buffer) {
        if (buffer.isDirect() && buffer.capacity() == sizeBytes && free.size() < MAX_FREE) {
            free.addLast(buffer);
        }
    }
}
