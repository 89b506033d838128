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
import dev.loopbench.loopcore.net.TcpServer;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
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

    /** How long the body of each reply is. */
    public static final Parameter REPLY_BODY =
            Parameter.of(
                    "reply-body", Parameter.Kind.BYTES, "1KiB", "bytes of the body of each reply");

    private static final byte FILLER = 'x';
    private static final int BODY_MAX_BYTES = 64 << 20;

    private Servers() {}

    /** Makes what serves, which does not listen yet. */
    @FunctionalInterface
    public interface Service {

        /**
         * @param observer told of connections and answers
         * @throws NetException if the system refuses what it needs
         * @throws WorkloadException if the user asks for what cannot be served
         */
        TcpServer make(Tcp tcp, ServiceObserver observer) throws NetException, WorkloadException;
    }

    /** Any other one. */
    public static Server of(Listening listening, Service service) {
        return new OnLoop(listening, null, service);
    }

    /**
     * Sends back what it gets.
     *
     * @param requestBytes as {@link EchoServer#requestWork} has it
     * @param cost of each request; null for none
     */
    public static Server echo(Listening listening, int requestBytes, @Nullable RequestCost cost) {
        return new OnLoop(
                listening,
                cost,
                (tcp, observer) -> {
                    EchoServer echo = new EchoServer(tcp, listening.maxConnections(), observer);
                    if (cost != null) {
                        echo.requestWork(cost, requestBytes);
                    }
                    return echo.tcpServer();
                });
    }

    /**
     * Answers {@code GET /} with a few words.
     *
     * @param cost of each such request; null for none
     */
    public static Server http(Listening listening, @Nullable RequestCost cost) {
        return new OnLoop(listening, cost, http(listening, cost, Map.of("/", GREETING)));
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
        Map<String, HttpHandler> handlers = new HashMap<>(Map.of("/", GREETING));
        Server server = new OnLoop(listening, cost, http(listening, cost, handlers));
        handlers.put(
                "/metrics",
                request -> {
                    String text = metrics.apply(server.counts());
                    return HttpResponse.of(
                            HttpStatus.OK, contentType, text.getBytes(StandardCharsets.UTF_8));
                });
        return server;
    }

    /**
     * Answers {@code GET /} with so many bytes.
     *
     * @param bodyBytes of {@link #REPLY_BODY}
     * @param cost of each such request; null for none
     */
    public static Server http(Listening listening, @Nullable RequestCost cost, long bodyBytes) {
        return new OnLoop(
                listening,
                cost,
                (tcp, observer) -> {
                    if (bodyBytes > BODY_MAX_BYTES) {
                        throw new WorkloadException(
                                "%s must be at most %s bytes", REPLY_BODY, BODY_MAX_BYTES);
                    }
                    byte[] body = new byte[(int) bodyBytes];
                    Arrays.fill(body, FILLER);
                    HttpHandler filled =
                            HttpHandler.fixed(
                                    HttpResponse.of(
                                            HttpStatus.OK, "application/octet-stream", body));
                    return http(listening, cost, Map.of("/", filled)).make(tcp, observer);
                });
    }

    private static Service http(
            Listening listening, @Nullable RequestCost cost, Map<String, HttpHandler> handlers) {
        return (tcp, observer) -> {
            HttpServer http =
                    new HttpServer(
                            tcp, listening.http(), handlers, InstantSource.system(), observer);
            if (cost != null) {
                http.requestWork("/", cost);
            }
            return http.tcpServer();
        };
    }

    private static final class OnLoop implements Server {

        private final Listening listening;
        private final @Nullable RequestCost cost;
        private final Service service;

        private boolean referenced = true;
        private boolean closed;
        private @Nullable TcpServer server;

        OnLoop(Listening listening, @Nullable RequestCost cost, Service service) {
            this.listening = listening;
            this.cost = cost;
            this.service = service;
        }

        @Override
        public void observe(OperationObserver observer) {
            if (cost != null) {
                cost.observe(observer);
            }
        }

        @Override
        public Optional<Sentence> wrong() {
            return cost == null ? Optional.empty() : cost.wrong();
        }

        @Override
        public int backlog() {
            return listening.backlog();
        }

        @Override
        public boolean isObserved() {
            return true;
        }

        @Override
        public void unref() {
            referenced = false;
        }

        @Override
        public InetSocketAddress open(
                EventLoop loop, InetSocketAddress address, ServiceObserver observer)
                throws WrongResultException, WorkloadException {
            if (cost != null) {
                cost.prepare(loop);
            }
            try {
                TcpServer made = service.make(new Tcp(loop), observer);
                server = made;
                if (!referenced) {
                    made.unref();
                }
                made.listen(address, listening.backlog());
                return made.localAddress();
            } catch (NetException refused) {
                throw new WorkloadException(
                        "cannot listen on %s: %s"
                                .formatted(place(address), refused.error().sentence()));
            }
        }

        private static String place(InetSocketAddress address) {
            return address.getPort() == 0
                    ? "a port of this machine"
                    : address.getHostString() + ":" + address.getPort();
        }

        @Override
        public ServerCounts counts() {
            return server == null
                    ? ServerCounts.NONE
                    : new ServerCounts(
                            server.connections(),
                            server.accepted(),
                            server.refused(),
                            server.idleClosed());
        }

        @Override
        public void release() {
            closeServer();
            if (cost != null) {
                cost.release();
            }
        }

        @Override
        public void close() {
            // After an interrupted run its sockets are open still.
            closeServer();
            if (cost != null) {
                cost.close();
            }
        }

        private void closeServer() {
            if (server != null && !closed) {
                closed = true;
                server.close(() -> {});
            }
        }
    }
}
