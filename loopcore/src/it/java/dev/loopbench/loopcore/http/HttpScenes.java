package dev.loopbench.loopcore.http;

import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.SocketScene;
import dev.loopbench.loopcore.net.TcpListener;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Servers for the tests of this package. */
final class HttpScenes {

    private static final Map<String, HttpHandler> HELLO =
            Map.of("/", HttpHandler.fixed(HttpResponse.text(HttpStatus.OK, "hello")));

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37.5Z");

    private HttpScenes() {}

    static HttpServer serve(
            SocketScene scene, HttpServerConfig config, Map<String, HttpHandler> handlers) {
        HttpServer server = new HttpServer(scene.tcp(), config, handlers, () -> NOW);
        listen(server);
        return server;
    }

    /** Says hello. */
    static HttpServer serve(SocketScene scene, HttpServerConfig config) {
        return serve(scene, config, HELLO);
    }

    /** Says hello while somebody watches. */
    static HttpServer serveWatched(SocketScene scene) {
        HttpServer server =
                new HttpServer(
                        scene.tcp(),
                        HttpServerConfig.DEFAULT,
                        HELLO,
                        () -> NOW,
                        new ServiceObserver() {});
        listen(server);
        return server;
    }

    static URI uri(HttpServer server, String target) {
        return URI.create(
                "http://127.0.0.1:" + server.tcpServer().localAddress().getPort() + target);
    }

    static void end(SocketScene scene, HttpServer server) {
        server.tcpServer().close(() -> {});
        scene.runToEnd();
    }

    private static void listen(HttpServer server) {
        try {
            server.tcpServer().listen(SocketScene.loopback(), TcpListener.DEFAULT_BACKLOG);
        } catch (NetException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
