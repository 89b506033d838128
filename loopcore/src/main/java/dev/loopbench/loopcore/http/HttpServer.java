package dev.loopbench.loopcore.http;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.net.PendingAnswers;
import dev.loopbench.loopcore.net.RequestWork;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import dev.loopbench.loopcore.net.TcpServer;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 (RFC 9112) for GET and HEAD: persistent connections, pipelining, and limits on all a
 * client can make it spend. What cannot be read in one way only is refused with 400.
 *
 * <p>Confined to the loop thread.
 */
public final class HttpServer {

    /** How often a timeout is looked for, as a part of the shorter one. */
    private static final int SWEEPS_PER_TIMEOUT = 4;

    private static final long MAX_SWEEP_MILLIS = 1000;

    private final EventLoop loop;
    private final HttpServerConfig config;
    private final Routes routes;
    private final ResponseOutput output;
    private final ServiceObserver observer;
    private final TcpServer server;
    private final long sweepMillis;
    private final Set<ServerConnection> clients = new LinkedHashSet<>();
    private @Nullable RequestWork work;
    private String workPath = "";

    /** Null while there are no clients: an idle server does not wake the loop. */
    private @Nullable Timeout sweeper;

    private long requests;
    private long refusedRequests;
    private long timedOut;
    private long queueBytesMax;

    /**
     * @param handlers by path; a path that is none of theirs is answered with 404
     * @param wallClock for the Date of the answers
     */
    public HttpServer(
            Tcp tcp,
            HttpServerConfig config,
            Map<String, HttpHandler> handlers,
            InstantSource wallClock) {
        this(tcp, config, handlers, wallClock, ServiceObserver.NONE);
    }

    /**
     * As the other.
     *
     * @param observer told of each answer, refusals included
     */
    public HttpServer(
            Tcp tcp,
            HttpServerConfig config,
            Map<String, HttpHandler> handlers,
            InstantSource wallClock,
            ServiceObserver observer) {
        loop = tcp.loop();
        this.observer = observer;
        this.config = config;
        routes = new Routes(handlers);
        output = new ResponseOutput(loop, new DateField(wallClock));
        server = new TcpServer(tcp, config.maxConnections(), observer, this::connected);
        long shorter = config.requestTimeout().toMillis();
        if (!config.idleTimeout().isZero()) {
            shorter = Math.min(shorter, config.idleTimeout().toMillis());
        }
        sweepMillis = Math.min(MAX_SWEEP_MILLIS, Math.max(1, shorter / SWEEPS_PER_TIMEOUT));
    }

    /**
     * Has {@code newWork} done for each request of one path before its answer. Before it listens.
     */
    public void requestWork(String path, RequestWork newWork) {
        workPath = path;
        work = newWork;
    }

    /** It listens, keeps account of the connections, and closes them. */
    public TcpServer tcpServer() {
        return server;
    }

    /** Requests that were read to their end, whatever the answer. */
    public long requests() {
        return requests;
    }

    /** Requests that were refused before their end, as malformed or too large. */
    public long refusedRequests() {
        return refusedRequests;
    }

    /** Clients that stalled within a request or an answer. */
    public long timedOut() {
        return timedOut;
    }

    /** The most that has waited for one client; one answer alone may be that large. */
    public long queueBytesMax() {
        return queueBytesMax;
    }

    private void connected(TcpConnection connection) {
        if (work != null) {
            connection.label(work.label());
        }
        ServerConnection client = new ServerConnection(this, connection);
        clients.add(client);
        connection.whenClosed(() -> closed(client));
        if (sweeper == null) {
            sweeper = loop.setInterval(this::sweep, (double) sweepMillis);
            sweeper.unref();
        }
        client.start();
    }

    private void closed(ServerConnection client) {
        clients.remove(client);
        if (clients.isEmpty() && sweeper != null) {
            sweeper.clear();
            sweeper = null;
        }
    }

    private void sweep() {
        long nowMillis = loop.nowMillis();
        long requestTimeoutMillis = config.requestTimeout().toMillis();
        long idleTimeoutMillis =
                config.idleTimeout().isZero() ? Long.MAX_VALUE : config.idleTimeout().toMillis();
        for (ServerConnection client : clients) {
            client.sweep(nowMillis, requestTimeoutMillis, idleTimeoutMillis);
        }
    }

    // What connections work with.

    HttpServerConfig config() {
        return config;
    }

    Routes routes() {
        return routes;
    }

    ResponseOutput output() {
        return output;
    }

    /** Null for none. */
    @Nullable RequestWork workOf(HttpRequest request) {
        return request.path().equals(workPath) ? work : null;
    }

    long nowMillis() {
        return loop.nowMillis();
    }

    long nowNanos() {
        return loop.clock().nanoTime();
    }

    /** Null where nobody watches. */
    @Nullable PendingAnswers pendingAnswers() {
        return PendingAnswers.of(observer);
    }

    void requestRead() {
        requests++;
    }

    void requestRefused() {
        refusedRequests++;
    }

    void queued(long bytes) {
        queueBytesMax = Math.max(queueBytesMax, bytes);
    }

    void clientTimedOut() {
        timedOut++;
    }
}
