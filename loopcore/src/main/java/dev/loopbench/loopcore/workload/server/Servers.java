package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.echo.EchoServer;
import dev.loopbench.loopcore.http.HttpHandler;
import dev.loopbench.loopcore.http.HttpResponse;
import dev.loopbench.loopcore.http.HttpServer;
import dev.loopbench.loopcore.http.HttpStatus;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.Tcp;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The servers on one loop that can be measured. Stateless. */
public final class Servers {

    /** What {@code GET /} answers. */
    private static final HttpHandler GREETING =
            HttpHandler.fixed(HttpResponse.text(HttpStatus.OK, "hello from the loop\n"));

    private Servers() {}

    /** Sends back what it gets. */
    public static Server echo(Listening listening) {
        return echo(listening, 0, null);
    }

    /**
     * Sends back what it gets.
     *
     * @param requestBytes as {@link EchoServer#requestWork} has it
     * @param cost of each request; null for none
     */
    public static Server echo(Listening listening, int requestBytes, @Nullable RequestCost cost) {
        return new Echo(listening, requestBytes, cost);
    }

    /**
     * Answers {@code GET /} with a few words.
     *
     * @param cost of each such request; null for none
     */
    public static Server http(Listening listening, @Nullable RequestCost cost) {
        return new Http(listening, cost, null);
    }

    /**
     * The same, and {@code GET /metrics} with a text made for each request.
     *
     * @param metrics called on the loop thread
     */
    public static Server http(
            Listening listening,
            @Nullable RequestCost cost,
            String contentType,
            Function<ServerCounts, String> metrics) {
        return new Http(listening, cost, new Metrics(contentType, metrics));
    }

    private record Metrics(String contentType, Function<ServerCounts, String> text) {

        HttpResponse answer(ServerCounts counts) {
            byte[] body = text.apply(counts).getBytes(StandardCharsets.UTF_8);
            return HttpResponse.of(HttpStatus.OK, contentType, body);
        }
    }

    /** What servers of the loop have in common. */
    private abstract static class OnLoop implements Server {

        final Listening listening;
        final @Nullable RequestCost cost;

        OnLoop(Listening listening, @Nullable RequestCost cost) {
            this.cost = cost;
            this.listening = listening;
        }

        @Override
        public final void observe(OperationObserver observer) {
            if (cost != null) {
                cost.observe(observer);
            }
        }

        @Override
        public final Optional<String> wrong() {
            return cost == null ? Optional.empty() : cost.wrong();
        }

        @Override
        public final int backlog() {
            return listening.backlog();
        }

        @Override
        public final boolean isObserved() {
            return true;
        }

        @Override
        public final InetSocketAddress open(
                EventLoop loop, InetSocketAddress address, ServiceObserver observer)
                throws WrongResultException, WorkloadException {
            if (cost != null) {
                cost.prepare(loop);
            }
            try {
                return listen(new Tcp(loop), address, observer);
            } catch (NetException refused) {
                throw new WorkloadException(
                        "cannot listen on "
                                + address.getHostString()
                                + ":"
                                + address.getPort()
                                + ": "
                                + refused.error().sentence());
            }
        }

        abstract InetSocketAddress listen(
                Tcp tcp, InetSocketAddress address, ServiceObserver observer) throws NetException;

        /** Stops listening, and closes all connections. */
        abstract void closeServer();

        @Override
        public final void release() {
            closeServer();
            if (cost != null) {
                cost.release();
            }
        }

        @Override
        public final void close() {
            // What else it has are handles of the loop.
            if (cost != null) {
                cost.close();
            }
        }
    }

    private static final class Echo extends OnLoop {

        private final int requestBytes;
        private @Nullable EchoServer server;

        Echo(Listening listening, int requestBytes, @Nullable RequestCost cost) {
            super(listening, cost);
            this.requestBytes = requestBytes;
        }

        @Override
        InetSocketAddress listen(Tcp tcp, InetSocketAddress address, ServiceObserver observer)
                throws NetException {
            EchoServer opened = new EchoServer(tcp, listening.maxConnections(), observer);
            server = opened;
            if (cost != null) {
                opened.requestWork(cost, requestBytes);
            }
            opened.tcpServer().listen(address, listening.backlog());
            return opened.tcpServer().localAddress();
        }

        @Override
        public ServerCounts counts() {
            return server == null
                    ? ServerCounts.NONE
                    : new ServerCounts(
                            server.tcpServer().connections(), server.tcpServer().accepted(), server.tcpServer().refused(), 0);
        }

        @Override
        void closeServer() {
            if (server != null) {
                server.tcpServer().close(() -> {});
            }
        }
    }

    private static final class Http extends OnLoop {

        private final Map<String, HttpHandler> handlers = new HashMap<>();
        private @Nullable HttpServer server;

        Http(Listening listening, @Nullable RequestCost cost, @Nullable Metrics metrics) {
            super(listening, cost);
            handlers.put("/", GREETING);
            if (metrics != null) {
                handlers.put("/metrics", request -> metrics.answer(counts()));
            }
        }

        @Override
        InetSocketAddress listen(Tcp tcp, InetSocketAddress address, ServiceObserver observer)
                throws NetException {
            HttpServer opened =
                    new HttpServer(
                            tcp, listening.http(), handlers, InstantSource.system(), observer);
            server = opened;
            if (cost != null) {
                opened.requestWork("/", cost);
            }
            opened.tcpServer().listen(address, listening.backlog());
            return opened.tcpServer().localAddress();
        }

        @Override
        public ServerCounts counts() {
            return server == null
                    ? ServerCounts.NONE
                    : new ServerCounts(
                            server.tcpServer().connections(),
                            server.tcpServer().accepted(),
                            server.tcpServer().refused(),
                            server.tcpServer().idleClosed());
        }

        @Override
        void closeServer() {
            if (server != null) {
                server.tcpServer().close(() -> {});
            }
        }
    }
}
