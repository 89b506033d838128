package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A socket that takes and gives what its test says, and counts the system calls. */
final class FakeStream implements GatheringByteChannel, ReadableByteChannel {

    static final int END = -1;

    private final StringBuilder written = new StringBuilder();
    private final ArrayDeque<Integer> incoming = new ArrayDeque<>();
    private long room;
    private @Nullable IOException failure;
    private int calls;

    /** Takes so many bytes more. */
    FakeStream room(long bytes) {
        room = bytes;
        return this;
    }

    FakeStream failing(IOException newFailure) {
        failure = newFailure;
        return this;
    }

    /** The next reads bring at most so many bytes each; without any, nothing is there. */
    FakeStream bringing(int... counts) {
        for (int count : counts) {
            incoming.add(count);
        }
        return this;
    }

    int calls() {
        return calls;
    }

    String written() {
        return written.toString();
    }

    @Override
    public int write(ByteBuffer data) throws IOException {
        return (int) write(new ByteBuffer[] {data}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] data) throws IOException {
        return write(data, 0, data.length);
    }

    @Override
    public long write(ByteBuffer[] data, int offset, int length) throws IOException {
        call();
        long before = room;
        for (int i = offset; i < offset + length; i++) {
            while (room > 0 && data[i].hasRemaining()) {
                int count = (int) Math.min(room, data[i].remaining());
                if (count <= 64) {
                    ByteBuffer part = data[i].slice(data[i].position(), count);
                    written.append(
                            new String(copy(part), java.nio.charset.StandardCharsets.US_ASCII));
                }
                data[i].position(data[i].position() + count);
                room -= count;
            }
        }
        return before - room;
    }

    private static byte[] copy(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        call();
        Integer next = incoming.poll();
        if (next == null) {
            return 0;
        }
        if (next == END) {
            return END;
        }
        int count = Math.min(next, into.remaining());
        into.position(into.position() + count);
        return count;
    }

    private void call() throws IOException {
        calls++;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
