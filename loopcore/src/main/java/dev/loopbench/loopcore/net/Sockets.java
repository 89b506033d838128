package dev.loopbench.loopcore.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Makes sockets. Confined to the loop thread. */
interface Sockets {

    /** A non-blocking socket of the address's family, to connect it or to hold an address. */
    SocketChannel stream(InetSocketAddress address) throws IOException;

    /** A non-blocking socket of the address's family, neither bound nor listening. */
    ServerSocketChannel listening(InetSocketAddress address) throws IOException;

    /** Something that takes one descriptor and gives it back when it is closed. */
    Closeable descriptor() throws IOException;

    /** Closes it if there is one. */
    static void close(@Nullable Closeable socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException closedAnyway) {
                // The descriptor is given back whatever a close reports.
            }
        }
    }
}
