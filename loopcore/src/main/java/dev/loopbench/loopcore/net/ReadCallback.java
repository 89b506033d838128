package dev.loopbench.loopcore.net;

import java.nio.ByteBuffer;

/** Takes what a connection receives. Called on the loop thread. */
public interface ReadCallback {

    /**
     * Bytes have come.
     *
     * @param data from position to limit, never empty; where the connection's own buffer was read
     *     into, it is valid during the call alone
     */
    void read(ByteBuffer data);

    /** Nothing more comes: {@link NetError#EOF} or a failure. Reading has stopped. */
    void ended(NetError reason);
}
