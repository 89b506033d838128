package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * One call of write: what of it is still to be sent, and whom to tell. As a {@link Runnable} it is
 * its own callback, so that a write of one buffer makes no other object.
 *
 * <p>Confined to the loop thread.
 */
final class WriteRequest implements Runnable {

    private final ByteBuffer @Nullable [] gathered;
    private final Completion callback;
    private ByteBuffer current;
    private int index;
    private @Nullable NetError error;

    WriteRequest(ByteBuffer data, Completion callback) {
        this.gathered = null;
        this.current = data;
        this.callback = callback;
    }

    WriteRequest(ByteBuffer[] data, Completion callback) {
        if (data.length == 0) {
            throw new IllegalArgumentException("a write needs a buffer");
        }
        this.gathered = data.clone();
        this.current = data[0];
        this.callback = callback;
    }

    long remainingBytes() {
        if (gathered == null) {
            return current.remaining();
        }
        long bytes = 0;
        for (int i = index; i < gathered.length; i++) {
            bytes += gathered[i].remaining();
        }
        return bytes;
    }

    /** Hands the channel what it takes in one system call. */
    long writeTo(GatheringByteChannel channel) throws IOException {
        if (gathered == null || index == gathered.length - 1) {
            return channel.write(current);
        }
        return channel.write(gathered, index, gathered.length - index);
    }

    boolean isSent() {
        while (!current.hasRemaining()) {
            if (gathered == null || index == gathered.length - 1) {
                return true;
            }
            current = gathered[++index];
        }
        return false;
    }

    void failed(NetError reason) {
        error = reason;
    }

    @Override
    public void run() {
        callback.completed(error);
    }
}
