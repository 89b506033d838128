package dev.loopbench.loopcore.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends back what it reads, one blocking thread a connection: what an {@link EchoServer} on a loop
 * is compared with. Made listening; one more thread accepts.
 *
 * <p>Thread-safe by concurrent counters and the map of its connections.
 */
public final class ThreadEchoServer implements AutoCloseable {

    /** One for each connection: enough for the common payloads, little for ten thousand. */
    private static final int BUFFER_BYTES = 16 * 1024;

    /** After a failed accept, which is likely to fail again at once: no descriptor is left. */
    private static final long ACCEPT_PAUSE_MILLIS = 10;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final int maxConnections;
    private final ThreadFactory threads;
    private final Thread acceptor;
    private final Map<SocketChannel, Thread> connections = new ConcurrentHashMap<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private ThreadEchoServer(
            ServerSocketChannel listener, int maxConnections, ThreadFactory threads)
            throws IOException {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.maxConnections = maxConnections;
        this.threads = threads;
        acceptor = threads.newThread(this::acceptAll);
    }

    /**
     * Listens and accepts from now on.
     *
     * @param maxConnections those beyond it are closed at once
     * @throws IOException if the address is refused
     */
    public static ThreadEchoServer start(
            InetSocketAddress address, int backlog, int maxConnections, ThreadFactory threads)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(address, backlog);
            ThreadEchoServer server = new ThreadEchoServer(listener, maxConnections, threads);
            server.acceptor.start();
            return server;
        } catch (IOException | RuntimeException failure) {
            listener.close();
            throw failure;
        }
    }

    public InetSocketAddress localAddress() {
        return address;
    }

    /** Open now. */
    public int connections() {
        return connections.size();
    }

    /** Connections so far, without the refused ones. */
    public long accepted() {
        return accepted.get();
    }

    /** Connections beyond the limit, and those for which there was no thread. */
    public long refused() {
        return refused.get();
    }

    /** Closes the listener and all connections and waits for their threads. Idempotent. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            closed.countDown();
            closeQuietly(listener);
            join(acceptor); // so that none is added any more
            connections.keySet().forEach(ThreadEchoServer::closeQuietly);
            connections.values().forEach(ThreadEchoServer::join);
        }
    }

    private void acceptAll() {
        while (!closing.get()) {
            try {
                admit(listener.accept());
            } catch (ClosedChannelException end) {
                return;
            } catch (IOException failure) {
                pause();
            }
        }
    }

    private void admit(SocketChannel connection) {
        if (connections.size() >= maxConnections) {
            refuse(connection);
            return;
        }
        Thread thread = threads.newThread(() -> serve(connection));
        connections.put(connection, thread);
        // Before its thread can answer: who has an answer is counted.
        accepted.incrementAndGet();
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            accepted.decrementAndGet();
            connections.remove(connection);
            refuse(connection);
        }
    }

    private void refuse(SocketChannel connection) {
        refused.incrementAndGet();
        closeQuietly(connection);
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (connection.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    connection.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException gone) {
            // The client has reset the connection, or the server is closing.
        } finally {
            connections.remove(connection);
        }
    }

    private void pause() {
        try {
            closed.await(ACCEPT_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception alreadyClosed) {
            // It is gone in any case.
        }
    }

    /** To its end: its sockets are closed, so that nothing holds it. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
