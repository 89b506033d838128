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
import dev.loopbench.loopcore.net.TcpListener;
import dev.loopbench.loopcore.net.TcpServer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    static Opener echo(int payloadBytes, @Nullable RequestWork cost) {
        return tcp -> {
            EchoServer server = new EchoServer(tcp, TcpServer.NO_LIMIT);
            if (cost != null) {
                server.requestWork(cost, payloadBytes);
            }
            server.unref();
            server.listen(loopback(), TcpListener.DEFAULT_BACKLOG);
            return new OwnServer(server.localAddress(), server::close);
        };
    }

    /**
     * Answers every request with so many bytes.
     *
     * @param cost of each request
     */
    static Opener http(long bodyBytes, @Nullable RequestWork cost) {
        return tcp -> {
            if (bodyBytes > BODY_MAX_BYTES) {
                throw new IllegalArgumentException(
                        "--body must be at most " + BODY_MAX_BYTES + " bytes");
            }
            byte[] body = new byte[(int) bodyBytes];
            Arrays.fill(body, FILLER);
            HttpResponse response =
                    HttpResponse.of(HttpStatus.OK, "application/octet-stream", body);
            HttpServer server =
                    new HttpServer(
                            tcp,
                            HttpServerConfig.DEFAULT,
                            Map.of("/", HttpHandler.fixed(response)),
                            InstantSource.system());
            if (cost != null) {
                server.requestWork("/", cost);
            }
            server.unref();
            server.listen(loopback(), TcpListener.DEFAULT_BACKLOG);
            return new OwnServer(server.localAddress(), server::close);
        };
    }

    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** As a {@link Target} is written. */
    String target() {
        String host = address.getAddress().getHostAddress();
        boolean bracketed = address.getAddress() instanceof Inet6Address;
        return (bracketed ? "[" + host + "]:" : host + ":") + address.getPort();
    }

    void close() {
        closing.accept(() -> {});
    }
}
