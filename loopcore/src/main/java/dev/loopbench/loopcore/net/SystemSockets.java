package dev.loopbench.loopcore.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The operating system's sockets. Each is of its address's own family: one for IPv4 alone is spared
 * what the kernel and Java do for a socket that takes both.
 *
 * <p>Confined to the loop thread.
 */
final class SystemSockets implements Sockets {

    @Override
    public SocketChannel stream(InetSocketAddress address) throws IOException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(familyOf(address));
        } catch (UnsupportedOperationException unsupported) {
            throw noSuchFamily(unsupported);
        }
        channel.configureBlocking(false);
        return channel;
    }

    @Override
    public ServerSocketChannel listening(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel;
        try {
            channel = ServerSocketChannel.open(familyOf(address));
        } catch (UnsupportedOperationException unsupported) {
            throw noSuchFamily(unsupported);
        }
        channel.configureBlocking(false);
        return channel;
    }

    @Override
    public Closeable descriptor() throws IOException {
        return SocketChannel.open(StandardProtocolFamily.INET);
    }

    private static ProtocolFamily familyOf(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    /** Java finds no IPv6 on this machine: then it has no such address either. */
    private static IOException noSuchFamily(UnsupportedOperationException unsupported) {
        BindException failure = new BindException(NetError.EADDRNOTAVAIL.sentence());
        failure.initCause(unsupported);
        return failure;
    }
}
