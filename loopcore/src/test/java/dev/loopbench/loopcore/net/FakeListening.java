package dev.loopbench.loopcore.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A listening socket whose connections and failures its test makes. */
final class FakeListening extends ServerSocketChannel {

    final ArrayDeque<SocketChannel> waiting = new ArrayDeque<>();
    BooleanSupplier outOfDescriptors = () -> false;
    @Nullable IOException failure;
    int backlog;
    private @Nullable SocketAddress bound;

    FakeListening() {
        super(SelectorProvider.provider());
    }

    @Override
    public ServerSocketChannel bind(@Nullable SocketAddress local, int newBacklog) {
        bound = local;
        backlog = newBacklog;
        return this;
    }

    @Override
    public @Nullable SocketChannel accept() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (waiting.isEmpty()) {
            return null;
        }
        if (outOfDescriptors.getAsBoolean()) {
            throw new IOException("Too many open files");
        }
        return waiting.remove();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return bound == null ? new InetSocketAddress(0) : bound;
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException(name.name());
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public ServerSocket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
