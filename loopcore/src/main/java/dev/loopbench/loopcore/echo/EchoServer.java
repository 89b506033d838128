package dev.loopbench.loopcore.echo;

import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import dev.loopbench.loopcore.net.TcpServer;
import java.net.InetSocketAddress;

/**
 * Sends back what it reads. A client that does not read is not read from either, so that what waits
 * for it stays below 128 KiB, whatever it sends.
 *
 * <p>Confined to the loop thread.
 */
public final class EchoServer {

    private final TcpServer server;
    private final BufferStack buffers = new BufferStack();
    private long bytesIn;
    private long bytesOut;
    private long queueBytesMax;

    /**
     * @param maxConnections those beyond it are closed at once
     */
    public EchoServer(Tcp tcp, int maxConnections) {
        server = new TcpServer(tcp, maxConnections, this::connected);
    }

    private void connected(TcpConnection connection) {
        new EchoConnection(this, connection).start();
    }

    /**
     * Port 0 lets the system choose.
     *
     * @throws NetException if the address is refused
     */
    public void listen(InetSocketAddress address, int backlog) throws NetException {
        server.listen(address, backlog);
    }

    /** As {@link TcpServer#unref}. */
    public void unref() {
        server.unref();
    }

    public InetSocketAddress localAddress() {
        return server.localAddress();
    }

    /** Open now. */
    public int connections() {
        return server.connections();
    }

    /** Connections so far, without those beyond the limit. */
    public long accepted() {
        return server.accepted();
    }

    /** Connections beyond the limit. */
    public long refused() {
        return server.refused();
    }

    public long bytesIn() {
        return bytesIn;
    }

    /** Those the system has taken; of writes that wait, once they are through. */
    public long bytesOut() {
        return bytesOut;
    }

    /** The most that has waited for one client. */
    public long queueBytesMax() {
        return queueBytesMax;
    }

    /**
     * Stops listening and closes all connections.
     *
     * @param callback runs once they are closed
     */
    public void close(Runnable callback) {
        server.close(callback);
    }

    // What connections work with.

    BufferStack buffers() {
        return buffers;
    }

    void received(int bytes) {
        bytesIn += bytes;
    }

    void sent(int bytes) {
        bytesOut += bytes;
    }

    void queued(long bytes) {
        queueBytesMax = Math.max(queueBytesMax, bytes);
    }
}
