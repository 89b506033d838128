package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.echo.EchoServer;
import dev.loopbench.loopcore.http.HttpHandler;
import dev.loopbench.loopcore.http.HttpResponse;
import dev.loopbench.loopcore.http.HttpServer;
import dev.loopbench.loopcore.http.HttpServerConfig;
import dev.loopbench.loopcore.http.HttpStatus;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.RequestWork;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that listens for clients on its own loop, which alone keep the loop alive. Confined to
 * the loop thread.
 *
 * @param address where it listens: a port of the system's choice that only this machine can reach
 * @param closing ends it; called once
 */
record OwnServer(InetSocketAddress address, Consumer<Runnable> closing) {

    private static final byte FILLER = 'x';
    private static final int BODY_MAX_BYTES = 64 << 20;

    /**
     * Makes one that listens. It throws an {@link IllegalArgumentException}, whose message is a
     * sentence for the user, for what it cannot serve.
     */
    @FunctionalInterface
    interface Opener {

        OwnServer open(Tcp tcp) throws NetException;
    }

    /**
     * @param cost of each payload
     */
    static Opener echo(int payloadBytes, int backlog, @Nullable RequestWork cost) {
        return tcp -> {
            EchoServer server = new EchoServer(tcp, TcpServer.NO_LIMIT);
            if (cost != null) {
                server.requestWork(cost, payloadBytes);
            }
            server.tcpServer().unref();
            server.tcpServer().listen(loopback(), backlog);
            return new OwnServer(server.tcpServer().localAddress(), server.tcpServer()::close);
        };
    }

    /**
     * Answers every request with so many bytes.
     *
     * @param cost of each request
     */
    static Opener http(
            long bodyBytes, int backlog, Duration keepAlive, @Nullable RequestWork cost) {
        return tcp -> {
            if (bodyBytes > BODY_MAX_BYTES) {
                throw new IllegalArgumentException(
                        "--reply-body must be at most " + BODY_MAX_BYTES + " bytes");
            }
            byte[] body = new byte[(int) bodyBytes];
            Arrays.fill(body, FILLER);
            HttpResponse response =
                    HttpResponse.of(HttpStatus.OK, "application/octet-stream", body);
            HttpServer server =
                    new HttpServer(
                            tcp,
                            HttpServerConfig.DEFAULT.withIdleTimeout(keepAlive),
                            Map.of("/", HttpHandler.fixed(response)),
                            InstantSource.system());
            if (cost != null) {
                server.requestWork("/", cost);
            }
            server.tcpServer().unref();
            server.tcpServer().listen(loopback(), backlog);
            return new OwnServer(server.tcpServer().localAddress(), server.tcpServer()::close);
        };
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    Target target() {
        return new Target(address.getAddress().getHostAddress(), address.getPort(), null);
    }

    void close() {
        closing.accept(() -> {});
    }
}
