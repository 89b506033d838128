package dev.loopbench.loopcore.net;

import java.nio.ByteBuffer;

/** Gives buffers to read into: libuv's allocation callback. Called on the loop thread. */
@FunctionalInterface
public interface ReadBuffers {

    /**
     * A buffer to read into. One without room ends the reading with {@link NetError#ENOBUFS}.
     *
     * @param suggestedBytes 64 KiB, as libuv suggests
     */
    ByteBuffer buffer(int suggestedBytes);
}
