package dev.loopbench.loopcore.echo;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.net.PendingAnswers;
import dev.loopbench.loopcore.net.RequestWork;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import dev.loopbench.loopcore.net.TcpServer;
import org.jspecify.annotations.Nullable;

/**
 * Sends back what it reads. A client that does not read is not read from either, so that what waits
 * for it stays below 128 KiB, whatever it sends.
 *
 * <p>Confined to the loop thread.
 */
public final class EchoServer {

    private final EventLoop loop;
    private final TcpServer server;
    private final ServiceObserver observer;
    private final BufferStack buffers = new BufferStack();
    private @Nullable RequestWork work;
    private int requestBytes;
    private long queueBytesMax;

    /**
     * @param maxConnections those beyond it are closed at once
     */
    public EchoServer(Tcp tcp, int maxConnections) {
        this(tcp, maxConnections, ServiceObserver.NONE);
    }

    /**
     * @param maxConnections those beyond it are closed at once
     * @param observer told of each piece that was read at once as of a request, and of its way back
     *     as of the answer: a stream has no other ones
     */
    public EchoServer(Tcp tcp, int maxConnections, ServiceObserver observer) {
        loop = tcp.loop();
        this.observer = observer;
        server = new TcpServer(tcp, maxConnections, observer, this::connected);
    }

    private void connected(TcpConnection connection) {
        if (work != null) {
            connection.label(work.label());
        }
        new EchoConnection(this, connection, PendingAnswers.of(observer)).start();
    }

    /**
     * Has {@code newWork} done for each request before its last bytes go back. Before it listens.
     *
     * @param newRequestBytes so many are a request; 0 where nobody knows: then it is what one read
     *     brings
     */
    public void requestWork(RequestWork newWork, int newRequestBytes) {
        work = newWork;
        requestBytes = newRequestBytes;
    }

    /** It listens, keeps account of the connections, and closes them. */
    public TcpServer tcpServer() {
        return server;
    }

    /** The most that has waited for one client. */
    public long queueBytesMax() {
        return queueBytesMax;
    }

    // What connections work with.

    long nowNanos() {
        return loop.clock().nanoTime();
    }

    /** Null for none. */
    @Nullable RequestWork requestWork() {
        return work;
    }

    /** Not on the stack of what asks for it: a client may send many requests at once. */
    void later(Runnable callback) {
        loop.nextTick(callback);
    }

    /** How many requests end within the next {@code bytes} of a client that sent so many before. */
    long requestsIn(long bytesBefore, int bytes) {
        return requestBytes == 0
                ? 1
                : (bytesBefore + bytes) / requestBytes - bytesBefore / requestBytes;
    }

    BufferStack buffers() {
        return buffers;
    }

    void queued(long bytes) {
        queueBytesMax = Math.max(queueBytesMax, bytes);
    }
}
