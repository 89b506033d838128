package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.IoHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes connections, one for each event of the listening socket (rule S05). Confined to the loop
 * thread.
 */
public final class TcpListener extends IoHandle {

    /** Node's: what the kernel may cap at its somaxconn (rule S07). */
    public static final int DEFAULT_BACKLOG = 511;

    /** One connection has failed before it was taken: there is nobody to hand on. */
    private static final Set<NetError> GONE =
            Set.of(
                    NetError.ECONNABORTED,
                    NetError.ECONNRESET,
                    NetError.ETIMEDOUT,
                    NetError.EHOSTUNREACH,
                    NetError.ENETUNREACH);

    private final Sockets sockets;
    private final DescriptorReserve reserve;
    private final ReadBuffers buffers;
    private final BoundAddress bound;
    private final Interest interest;
    private @Nullable ServerSocketChannel channel;
    private @Nullable Runnable incoming;
    private @Nullable SocketChannel waiting;
    private long refused;

    TcpListener(EventLoop loop, Sockets sockets, DescriptorReserve reserve, ReadBuffers buffers) {
        super(loop, "listener");
        this.sockets = sockets;
        this.reserve = reserve;
        this.buffers = buffers;
        this.bound = new BoundAddress(sockets);
        this.interest = new Interest(ops -> watch(listening(), ops));
    }

    /**
     * Port 0 lets the system choose. An address in use is reported by {@link #listen} (rule S03).
     *
     * @throws NetException for any other refusal
     * @throws IllegalArgumentException if it is bound already or closed
     */
    public void bind(InetSocketAddress address) throws NetException {
        requireNotClosing();
        bound.bind(address);
    }

    /**
     * Listens; unbound, on an IPv4 port the system chooses (rule S04). Called again it replaces the
     * callback; the backlog stays.
     *
     * @param incoming a connection waits: {@link #accept} takes it. Until it is taken the listener
     *     does not look for others (rule S06)
     * @throws NetException such as {@link NetError#EADDRINUSE}
     * @throws IllegalArgumentException for a backlog below 1: Java would make it 50
     */
    public void listen(int backlog, Runnable incoming) throws NetException {
        requireNotClosing();
        if (backlog < 1) {
            throw new IllegalArgumentException("a backlog is 1 or more, not " + backlog);
        }
        if (channel == null) {
            open(backlog);
        }
        this.incoming = incoming;
    }

    private void open(int backlog) throws NetException {
        ServerSocketChannel opened = bound.listen(backlog);
        channel = opened;
        interest.set(SelectionKey.OP_ACCEPT);
        reserve.listenerOpened();
        active(true);
    }

    /** Takes the connection that waits; null if none does: libuv's EAGAIN. */
    public @Nullable TcpConnection accept() {
        SocketChannel taken = waiting;
        if (taken == null) {
            return null;
        }
        waiting = null;
        lookForOthers();
        return new TcpConnection(loop(), sockets, buffers, taken);
    }

    /**
     * Where it is bound.
     *
     * @throws IllegalStateException if it is not
     */
    public InetSocketAddress localAddress() {
        return bound.address();
    }

    /** So many connections were accepted and closed at once, as no descriptor was left (S08). */
    public long refusedForDescriptors() {
        return refused;
    }

    @Override
    public void ready(int readyOps) {
        if (channel == null || incoming == null || waiting != null) {
            return;
        }
        try {
            waiting = channel.accept();
            if (waiting != null) {
                waiting.configureBlocking(false);
            }
        } catch (IOException failure) {
            failed(channel, failure);
        }
        if (waiting != null) {
            run(incoming);
            lookForOthers();
        }
    }

    private void failed(ServerSocketChannel listening, IOException failure) {
        NetError error = NetError.of(failure);
        if (error == NetError.EMFILE || error == NetError.ENFILE) {
            refused += reserve.refuseWaiting(listening);
        } else if (!GONE.contains(error)) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Unless one waits that nobody took (rule S06). */
    private void lookForOthers() {
        if (!isClosing()) {
            interest.set(waiting == null ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    private ServerSocketChannel listening() {
        if (channel == null) {
            throw new IllegalStateException("the listener does not listen");
        }
        return channel;
    }

    private void requireNotClosing() {
        if (isClosing()) {
            throw new IllegalArgumentException("the listener is closed");
        }
    }

    @Override
    protected void closeChannel() {
        bound.release();
        if (channel != null) {
            reserve.listenerClosed();
            Sockets.close(channel);
        }
        Sockets.close(waiting);
        waiting = null;
    }

    @Override
    protected void cancelRequests() {
        // A listener has none.
    }
}
