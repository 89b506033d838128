package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.echo.EchoServer;
import dev.loopbench.loopcore.http.HttpHandler;
import dev.loopbench.loopcore.http.HttpResponse;
import dev.loopbench.loopcore.http.HttpServer;
import dev.loopbench.loopcore.http.HttpServerConfig;
import dev.loopbench.loopcore.http.HttpStatus;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpListener;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The servers on one loop that can be measured. Stateless. */
public final class Servers {

    /** What {@code GET /} answers. */
    private static final HttpHandler GREETING =
            HttpHandler.fixed(HttpResponse.text(HttpStatus.OK, "hello from the loop\n"));

    private Servers() {}

    /** Sends back what it gets. */
    public static Server echo(int maxConnections) {
        return echo(maxConnections, 0, null);
    }

    /**
     * Sends back what it gets.
     *
     * @param requestBytes as {@link EchoServer#requestWork} has it
     * @param cost of each request; null for none
     */
    public static Server echo(int maxConnections, int requestBytes, @Nullable RequestCost cost) {
        return new LoopServer<>(
                cost,
                tcp -> {
                    EchoServer server = new EchoServer(tcp, maxConnections);
                    if (cost != null) {
                        server.requestWork(cost, requestBytes);
                    }
                    return server;
                },
                EchoServer::listen,
                EchoServer::localAddress,
                EchoServer::close);
    }

    /**
     * Answers {@code GET /} with a few words.
     *
     * @param cost of each such request; null for none
     */
    public static Server http(int maxConnections, @Nullable RequestCost cost) {
        return http(maxConnections, cost, Map.of(), server -> {});
    }

    /**
     * The same, and {@code GET /metrics} with a text made for each request.
     *
     * @param metrics called on the loop thread
     */
    public static Server http(
            int maxConnections,
            @Nullable RequestCost cost,
            String contentType,
            Function<ServerCounts, String> metrics) {
        AtomicReference<@Nullable HttpServer> server = new AtomicReference<>();
        HttpHandler handler =
                request ->
                        HttpResponse.of(
                                HttpStatus.OK,
                                contentType,
                                metrics.apply(counts(server.get()))
                                        .getBytes(StandardCharsets.UTF_8));
        return http(maxConnections, cost, Map.of("/metrics", handler), server::set);
    }

    private static ServerCounts counts(@Nullable HttpServer server) {
        return server == null
                ? new ServerCounts(0, 0, 0)
                : new ServerCounts(server.connections(), server.accepted(), server.refused());
    }

    private static Server http(
            int maxConnections,
            @Nullable RequestCost cost,
            Map<String, HttpHandler> more,
            Consumer<HttpServer> made) {
        Map<String, HttpHandler> handlers = new HashMap<>(more);
        handlers.put("/", GREETING);
        HttpServerConfig config = HttpServerConfig.DEFAULT.withMaxConnections(maxConnections);
        return new LoopServer<>(
                cost,
                tcp -> {
                    HttpServer server =
                            new HttpServer(tcp, config, handlers, InstantSource.system());
                    if (cost != null) {
                        server.requestWork("/", cost);
                    }
                    made.accept(server);
                    return server;
                },
                HttpServer::listen,
                HttpServer::localAddress,
                HttpServer::close);
    }

    private interface Listening<S> {

        void listen(S server, InetSocketAddress address, int backlog) throws NetException;
    }

    private interface Closing<S> {

        void close(S server, Runnable closed);
    }

    /** A server of the loop as one that is measured. */
    private static final class LoopServer<S> implements Server {

        private final @Nullable RequestCost cost;
        private final Function<Tcp, S> maker;
        private final Listening<S> listening;
        private final Function<S, InetSocketAddress> localAddress;
        private final Closing<S> closing;
        private @Nullable S server;

        LoopServer(
                @Nullable RequestCost cost,
                Function<Tcp, S> maker,
                Listening<S> listening,
                Function<S, InetSocketAddress> localAddress,
                Closing<S> closing) {
            this.cost = cost;
            this.maker = maker;
            this.listening = listening;
            this.localAddress = localAddress;
            this.closing = closing;
        }

        @Override
        public void observe(OperationObserver observer) {
            if (cost != null) {
                cost.observe(observer);
            }
        }

        @Override
        public Optional<String> wrong() {
            return cost == null ? Optional.empty() : cost.wrong();
        }

        @Override
        public InetSocketAddress open(EventLoop loop, InetSocketAddress address)
                throws WrongResultException, WorkloadException {
            if (cost != null) {
                cost.prepare(loop);
            }
            S opened = maker.apply(new Tcp(loop));
            server = opened;
            try {
                listening.listen(opened, address, TcpListener.DEFAULT_BACKLOG);
            } catch (NetException refused) {
                throw new WorkloadException(
                        "cannot listen on "
                                + address.getHostString()
                                + ":"
                                + address.getPort()
                                + ": "
                                + refused.error().sentence());
            }
            return localAddress.apply(opened);
        }

        @Override
        public void release() {
            if (server != null) {
                closing.close(server, () -> {});
                server = null;
            }
            if (cost != null) {
                cost.release();
            }
        }

        @Override
        public void close() {
            // What else it has are handles of the loop.
            if (cost != null) {
                cost.close();
            }
        }
    }
}
