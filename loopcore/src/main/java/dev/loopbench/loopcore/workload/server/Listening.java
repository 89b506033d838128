package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.http.HttpServerConfig;
import dev.loopbench.loopcore.net.TcpListener;
import dev.loopbench.loopcore.net.TcpServer;
import java.time.Duration;

/**
 * How a server treats connections. Immutable.
 *
 * @param maxConnections those beyond it are closed at once
 * @param backlog connections that may wait to be accepted, as asked of the system
 * @param keepAlive a connection of HTTP that was idle for so long is closed; zero for never
 */
public record Listening(int maxConnections, int backlog, Duration keepAlive) {

    public static final Listening DEFAULT =
            new Listening(
                    TcpServer.NO_LIMIT,
                    TcpListener.DEFAULT_BACKLOG,
                    HttpServerConfig.DEFAULT.idleTimeout());

    public Listening withBacklog(int newBacklog) {
        return new Listening(maxConnections, newBacklog, keepAlive);
    }

    public Listening withKeepAlive(Duration newKeepAlive) {
        return new Listening(maxConnections, backlog, newKeepAlive);
    }

    HttpServerConfig http() {
        return HttpServerConfig.DEFAULT
                .withMaxConnections(maxConnections)
                .withIdleTimeout(keepAlive);
    }
}
