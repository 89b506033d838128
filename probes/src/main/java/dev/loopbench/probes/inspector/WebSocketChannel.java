package dev.loopbench.probes.inspector;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The connection to an inspector: a WebSocket, whose path the inspector's own list of targets
 * tells. Thread-safe (by a lock). The proxy of this machine is never asked.
 */
final class WebSocketChannel implements Channel {

    /** What the JDK calls the rooms of one outgoing frame; it has no other door to them. */
    private static final List<String> FRAME_PROPERTIES =
            List.of(
                    "jdk.httpclient.websocket.writeBufferSize",
                    "jdk.httpclient.websocket.intermediateBufferSize");

    private static final int FRAME_BYTES = 1 << 20;

    static {
        // A message of several frames is more than Node's inspector takes: it hangs up.
        for (String property : FRAME_PROPERTIES) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, String.valueOf(FRAME_BYTES));
            }
        }
    }

    /** How long we wait for the other side to say goodbye. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final WebSocket socket;
    private final Duration limit;

    private WebSocketChannel(WebSocket socket, Duration limit) {
        this.socket = socket;
        this.limit = limit;
    }

    static WebSocketChannel open(InetSocketAddress address, Duration limit, Mailbox mailbox)
            throws InspectorException {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1) // Node refuses an offer of HTTP/2
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .connectTimeout(limit)
                        .build();
        String authority = authority(address);
        String what = "the inspector on " + authority;
        HttpRequest list =
                HttpRequest.newBuilder(URI.create("http://" + authority + "/json/list"))
                        .timeout(limit)
                        .build();
        HttpResponse<String> targets =
                await(
                        client.sendAsync(list, HttpResponse.BodyHandlers.ofString()),
                        limit,
                        what + " does not answer");
        String path = path(targets, mailbox, authority);
        WebSocket socket =
                await(
                        client.newWebSocketBuilder()
                                .connectTimeout(limit)
                                .buildAsync(
                                        URI.create("ws://" + authority + path),
                                        new Collector(mailbox, Mailbox.LIMIT_CHARS)),
                        limit,
                        what + " lets nobody in");
        return new WebSocketChannel(socket, limit);
    }

    @Override
    public synchronized void send(String message) throws InspectorException {
        // A WebSocket takes the next message once it has got rid of the one before: also one that
        // an interrupted thread sends to put things in order.
        boolean interrupted = Thread.interrupted();
        try {
            await(socket.sendText(message, true), limit, "the process takes no message");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!socket.isOutputClosed()) {
                await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""), FAREWELL, "no farewell");
            }
        } catch (InspectorException gone) {
            // The socket is torn down below whatever the other side does.
        } finally {
            socket.abort();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Of the first target; our way to its host is the one that has just been taken. */
    private static String path(HttpResponse<String> targets, Mailbox mailbox, String authority)
            throws InspectorException {
        InspectorException none =
                new InspectorException("what listens on " + authority + " is no inspector");
        if (targets.statusCode() != 200) {
            throw none;
        }
        JsonNode url;
        try {
            url = mailbox.parse(targets.body()).path(0).path("webSocketDebuggerUrl");
        } catch (InspectorException notJson) {
            throw none;
        }
        try {
            String path = URI.create(url.asString("")).getRawPath();
            if (path != null && path.startsWith("/")) {
                return path;
            }
        } catch (IllegalArgumentException noUrl) {
            none.addSuppressed(noUrl);
        }
        throw none;
    }

    private static String authority(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String literal = host == null ? address.getHostString() : host.getHostAddress();
        return (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + address.getPort();
    }

    private static <T> T await(CompletableFuture<T> future, Duration limit, String failed)
            throws InspectorException {
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            future.cancel(true);
            throw new InspectorException(failed + " within " + limit.toMillis() + " ms", slow);
        } catch (ExecutionException failure) {
            throw new InspectorException(failed, failure.getCause());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InspectorException(failed + " before the wait was interrupted", interrupt);
        }
    }

    /**
     * Puts the pieces of a message together. Confined to the connection's thread.
     *
     * <p>The next piece is always asked for: a process whose messages are not taken would have to
     * hold them.
     */
    static final class Collector implements WebSocket.Listener {

        private final Mailbox mailbox;
        private final long limitChars;
        private final List<String> pieces = new ArrayList<>();
        private long chars;

        Collector(Mailbox mailbox, long limitChars) {
            this.mailbox = mailbox;
            this.limitChars = limitChars;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            chars += data.length();
            if (chars > limitChars) {
                mailbox.end("the process sent a message too large to read");
                socket.abort();
                return null;
            }
            pieces.add(data.toString());
            socket.request(1);
            if (last) {
                String message = String.join("", pieces);
                pieces.clear();
                chars = 0;
                mailbox.receive(message);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            mailbox.hungUp("the process has closed its inspector");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            mailbox.hungUp("the connection to the process broke off");
        }
    }
}
