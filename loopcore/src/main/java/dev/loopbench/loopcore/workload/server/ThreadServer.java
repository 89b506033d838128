package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.echo.EchoThreads;
import dev.loopbench.loopcore.echo.ThreadEchoServer;
import dev.loopbench.loopcore.echo.VirtualThreads;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.TcpServer;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * An echo server with a thread for each connection, to be measured beside one on the loop. It is
 * opened and closed from the loop thread, which has no other part in it.
 */
public final class ThreadServer implements Server {

    private static final String NAME = "loopbench-echo-";

    private final int backlog;
    private final ThreadFactory threads;
    private @Nullable ThreadEchoServer server;

    private ThreadServer(int backlog, ThreadFactory threads) {
        this.backlog = backlog;
        this.threads = threads;
    }

    /** Whether this JDK can; {@link VirtualThreads#absence} says why not. */
    static boolean hasVirtualThreads() {
        return VirtualThreads.factory(NAME).isPresent();
    }

    public static Server ofPlatformThreads(int backlog) {
        return new ThreadServer(backlog, new EchoThreads());
    }

    /**
     * @throws IllegalStateException if this JDK has none
     */
    public static Server ofVirtualThreads(int backlog) {
        return new ThreadServer(
                backlog,
                VirtualThreads.factory(NAME)
                        .orElseThrow(() -> new IllegalStateException(VirtualThreads.absence())));
    }

    @Override
    public void unref() {
        // It has nothing on the loop.
    }

    @Override
    public InetSocketAddress open(
            EventLoop loop, InetSocketAddress address, ServiceObserver observer)
            throws WorkloadException {
        try {
            server = ThreadEchoServer.start(address, backlog, TcpServer.NO_LIMIT, threads);
            return server.localAddress();
        } catch (IOException refused) {
            throw new WorkloadException(
                    "cannot listen on " + address + ": " + refused.getMessage());
        }
    }

    @Override
    public ServerCounts counts() {
        return server == null
                ? ServerCounts.NONE
                : new ServerCounts(server.connections(), server.accepted(), server.refused(), 0);
    }

    @Override
    public int backlog() {
        return backlog;
    }

    @Override
    public boolean isObserved() {
        return false;
    }

    @Override
    public void release() {
        // It has no handles of the loop.
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
