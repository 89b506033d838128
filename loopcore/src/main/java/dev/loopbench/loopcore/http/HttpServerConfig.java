package dev.loopbench.loopcore.http;

import dev.loopbench.loopcore.net.TcpServer;
import java.time.Duration;

/**
 * What an {@link HttpServer} allows its clients. Immutable.
 *
 * @param maxConnections those beyond it are closed at once
 * @param requestTimeout for a request from its first byte to its last, for an answer that the
 *     client does not take, and for the client to close after the last answer
 * @param idleTimeout between requests, and before the first; zero for none
 */
public record HttpServerConfig(
        int maxConnections, HttpLimits limits, Duration requestTimeout, Duration idleTimeout) {

    public static final HttpServerConfig DEFAULT =
            new HttpServerConfig(
                    TcpServer.NO_LIMIT,
                    HttpLimits.DEFAULT,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60));

    public HttpServerConfig {
        if (requestTimeout.toMillis() < 1
                || (idleTimeout.toMillis() < 1 && !idleTimeout.isZero())) {
            throw new IllegalArgumentException(
                    "a server's timeouts are at least 1 ms, the idle one may be zero: request "
                            + requestTimeout
                            + ", idle "
                            + idleTimeout);
        }
    }

    public HttpServerConfig withMaxConnections(int connections) {
        return new HttpServerConfig(connections, limits, requestTimeout, idleTimeout);
    }

    public HttpServerConfig withIdleTimeout(Duration idle) {
        return withTimeouts(requestTimeout, idle);
    }

    public HttpServerConfig withTimeouts(Duration request, Duration idle) {
        return new HttpServerConfig(maxConnections, limits, request, idle);
    }
}
