package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The address of a listener, from bind on.
 *
 * <p>Java's listening sockets bind and listen in one step. But port 0 has to become a number at
 * bind, and nobody may get connected before listen is called: so a plain socket holds the address
 * first, and is closed right before the listening one takes its place. If somebody else is faster
 * in between, listen finds the address in use, as it does where it was in use at bind (rule S03).
 *
 * <p>Confined to the loop thread.
 */
final class BoundAddress {

    private final Sockets sockets;
    private @Nullable InetSocketAddress address;
    private @Nullable SocketChannel holder;

    BoundAddress(Sockets sockets) {
        this.sockets = sockets;
    }

    /**
     * @throws IllegalStateException before bind and listen
     */
    InetSocketAddress address() {
        if (address == null) {
            throw new IllegalStateException("the listener is not bound");
        }
        return address;
    }

    void bind(InetSocketAddress wanted) throws NetException {
        if (address != null) {
            throw new IllegalArgumentException("the listener is bound already");
        }
        SocketChannel opened = null;
        try {
            opened = sockets.stream(wanted);
            // As the listening socket will: else what lingers of an earlier one would be in the
            // way.
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(wanted);
            address = (InetSocketAddress) opened.getLocalAddress();
            holder = opened;
        } catch (IOException refusal) {
            Sockets.close(opened);
            if (NetError.of(refusal) != NetError.EADDRINUSE) {
                throw new NetException(NetError.of(refusal), refusal);
            }
            address = wanted;
        }
    }

    /** A socket that listens there, or, unbound, on an IPv4 port of the system's choice. */
    ServerSocketChannel listen(int backlog) throws NetException {
        ServerSocketChannel opened = null;
        try {
            InetSocketAddress wanted = address == null ? anyIpv4() : address;
            release();
            opened = sockets.listening(wanted);
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(wanted, backlog);
            address = (InetSocketAddress) opened.getLocalAddress();
            return opened;
        } catch (IOException refusal) {
            Sockets.close(opened);
            throw new NetException(NetError.of(refusal), refusal);
        }
    }

    void release() {
        Sockets.close(holder);
        holder = null;
    }

    private static InetSocketAddress anyIpv4() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 0);
    }
}
