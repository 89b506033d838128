package dev.loopbench.loopcore.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Hands out the sockets and refusals of its test. */
final class FakeSockets implements Sockets {

    final FakeListening listening = new FakeListening();
    @Nullable IOException refusal;
    int spares;

    @Override
    public SocketChannel stream(InetSocketAddress address) throws IOException {
        throw refusal == null ? new IOException("no stream in this test") : refusal;
    }

    @Override
    public ServerSocketChannel listening(InetSocketAddress address) {
        return listening;
    }

    @Override
    public Closeable descriptor() throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        spares++;
        return () -> spares--;
    }
}
