package dev.loopbench.loopcore.echo;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Buffers that are used again, the warmest first. Confined to the loop thread. */
final class BufferStack {

    /** What one read can bring. */
    private static final int BUFFER_BYTES = 64 * 1024;

    /** One MiB: after a burst of slow readers the rest goes back to the system. */
    private static final int MAX_KEPT = 16;

    private final ArrayDeque<ByteBuffer> kept = new ArrayDeque<>();

    /** An empty one with room for {@code bytes}. */
    ByteBuffer take(int bytes) {
        ByteBuffer buffer = bytes <= BUFFER_BYTES ? kept.poll() : null;
        return buffer != null
                ? buffer.clear()
                : ByteBuffer.allocateDirect(Math.max(bytes, BUFFER_BYTES));
    }

    void give(ByteBuffer buffer) {
        if (kept.size() < MAX_KEPT && buffer.capacity() == BUFFER_BYTES) {
            kept.push(buffer);
        }
    }
}
