package dev.loopbench.loopcore.net;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A listener that keeps account of its connections: it takes no more than a cap, closes those
 * beyond it without data (Node's {@code maxConnections}, rule R08), and can close them all.
 *
 * <p>Confined to the loop thread.
 */
public final class TcpServer {

    /** As many as the system has descriptors for. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Tcp tcp;
    private final int maxConnections;
    private final ServiceObserver observer;
    private final Consumer<TcpConnection> onConnection;
    private final Set<TcpConnection> connections = new LinkedHashSet<>();
    private boolean referenced = true;
    private @Nullable TcpListener listener;
    private @Nullable Runnable closed;
    private long accepted;
    private long refused;
    private long idleClosed;

    /**
     * @param onConnection gets each connection within the cap, which is then its own to close
     */
    public TcpServer(Tcp tcp, int maxConnections, Consumer<TcpConnection> onConnection) {
        this(tcp, maxConnections, ServiceObserver.NONE, onConnection);
    }

    /**
     * As the other.
     *
     * @param observer told how many connections there are
     */
    public TcpServer(
            Tcp tcp,
            int maxConnections,
            ServiceObserver observer,
            Consumer<TcpConnection> onConnection) {
        if (maxConnections < 0) {
            throw new IllegalArgumentException(
                    "a server cannot have " + maxConnections + " connections");
        }
        this.tcp = tcp;
        this.maxConnections = maxConnections;
        this.observer = observer;
        this.onConnection = onConnection;
    }

    /**
     * Port 0 lets the system choose.
     *
     * @throws NetException if the address is refused; the server may then try another one
     * @throws IllegalStateException if it listens already or is closed
     */
    public void listen(InetSocketAddress address, int backlog) throws NetException {
        if (listener != null || closed != null) {
            throw new IllegalStateException(
                    closed == null ? "the server listens already" : "the server is closed");
        }
        TcpListener opened = tcp.listener();
        try {
            opened.bind(address);
            opened.listen(backlog, this::incoming);
        } catch (NetException failure) {
            opened.close();
            throw failure;
        }
        listener = opened;
        if (!referenced) {
            opened.unref();
        }
    }

    /**
     * Neither it nor its connections keep the loop alive, now or later: for a server whose clients
     * are on the same loop. Called before it listens.
     */
    public void unref() {
        referenced = false;
    }

    private void incoming() {
        TcpConnection connection = required().accept();
        if (connection == null) {
            return;
        }
        if (connections.size() >= maxConnections) {
            refused++;
            connection.close();
            return;
        }
        accepted++;
        if (!referenced) {
            connection.unref();
        }
        connections.add(connection);
        observer.connections(connections.size());
        connection.whenClosed(() -> gone(connection));
        onConnection.accept(connection);
    }

    private void gone(TcpConnection connection) {
        connections.remove(connection);
        observer.connections(connections.size());
        finishClose();
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException if it does not
     */
    public InetSocketAddress localAddress() {
        return required().localAddress();
    }

    /** Open now, those included whose close callback has not run. */
    public int connections() {
        return connections.size();
    }

    /** So far, without the refused ones. */
    public long accepted() {
        return accepted;
    }

    /** So many connections were beyond the cap and closed at once. */
    public long refused() {
        return refused;
    }

    /** Closes a connection that was idle for too long. */
    public void closeIdle(TcpConnection connection) {
        idleClosed++;
        connection.close();
    }

    /** So many connections {@link #closeIdle} has closed. */
    public long idleClosed() {
        return idleClosed;
    }

    /**
     * Stops listening and closes all connections that are open.
     *
     * @param callback runs once all of them are closed, never from in here
     * @throws IllegalStateException if it was called before
     */
    public void close(Runnable callback) {
        if (closed != null) {
            throw new IllegalStateException("the server is closed already");
        }
        closed = callback;
        if (listener == null) {
            finishClose();
            return;
        }
        listener.close(
                () -> {
                    listener = null;
                    finishClose();
                });
        for (TcpConnection connection : connections) {
            if (!connection.isClosing()) {
                connection.close();
            }
        }
    }

    private void finishClose() {
        if (closed != null && listener == null && connections.isEmpty()) {
            // Not at once: the last connection's other close callbacks are still to come.
            tcp.loop().queuePending(closed);
        }
    }

    private TcpListener required() {
        if (listener == null) {
            throw new IllegalStateException("the server does not listen");
        }
        return listener;
    }
}
