package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one connection, which is there from connect or accept on, and the options it has or
 * will have.
 *
 * <p>Confined to the loop thread.
 */
final class StreamSocket {

    private final Sockets sockets;
    private @Nullable SocketChannel channel;
    private boolean noDelay;
    private boolean keepAlive;

    StreamSocket(Sockets sockets, @Nullable SocketChannel accepted) {
        this.sockets = sockets;
        this.channel = accepted;
    }

    /** A new one, which Java closes if it cannot be connected. */
    boolean connect(InetSocketAddress address) throws IOException {
        SocketChannel opened = sockets.stream(address);
        channel = opened;
        if (noDelay) {
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        if (keepAlive) {
            opened.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
        return opened.connect(address);
    }

    SocketChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("the connection is not connected");
        }
        return channel;
    }

    void noDelay(boolean on) throws NetException {
        noDelay = on;
        set(StandardSocketOptions.TCP_NODELAY, on);
    }

    void keepAlive(boolean on) throws NetException {
        keepAlive = on;
        set(StandardSocketOptions.SO_KEEPALIVE, on);
    }

    /** What is not sent is dropped by the close, and the peer sees a reset. */
    void resetOnClose() {
        try {
            set(StandardSocketOptions.SO_LINGER, 0);
        } catch (NetException gone) {
            // There is no connection any more that could be reset.
        }
    }

    private <T> void set(SocketOption<T> option, T value) throws NetException {
        if (channel != null) {
            try {
                channel.setOption(option, value);
            } catch (IOException refusal) {
                throw new NetException(NetError.of(refusal), refusal);
            }
        }
    }

    InetSocketAddress localAddress() {
        try {
            return address(channel().getLocalAddress());
        } catch (IOException closed) {
            throw new IllegalStateException("the connection is closed", closed);
        }
    }

    InetSocketAddress remoteAddress() {
        try {
            return address(channel().getRemoteAddress());
        } catch (IOException closed) {
            throw new IllegalStateException("the connection is closed", closed);
        }
    }

    private static InetSocketAddress address(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress known) {
            return known;
        }
        throw new IllegalStateException("the connection is not connected");
    }

    void close() {
        Sockets.close(channel);
    }
}
