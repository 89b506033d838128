package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import java.nio.ByteBuffer;

/** TCP on one loop. Confined to the loop thread. */
public final class Tcp {

    private final EventLoop loop;
    private final Sockets sockets;

    // Direct: Java copies what is read into any other.
    private final ByteBuffer shared = ByteBuffer.allocateDirect(Reader.SUGGESTED_BYTES);
    private final ReadBuffers sharedBuffers = suggestedBytes -> shared.clear();
    private final DescriptorReserve reserve;

    public Tcp(EventLoop loop) {
        this(loop, new SystemSockets());
    }

    Tcp(EventLoop loop, Sockets sockets) {
        this.loop = loop;
        this.sockets = sockets;
        this.reserve = new DescriptorReserve(sockets);
    }

    public EventLoop loop() {
        return loop;
    }

    /** A listener that is neither bound nor listening. */
    public TcpListener listener() {
        return new TcpListener(loop, sockets, reserve, sharedBuffers);
    }

    /** A connection that is not connected. */
    public TcpConnection connection() {
        return new TcpConnection(loop, sockets, sharedBuffers, null);
    }
}
