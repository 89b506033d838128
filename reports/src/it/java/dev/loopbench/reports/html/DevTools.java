package dev.loopbench.reports.html;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The DevTools protocol: JSON messages over one web socket.
 *
 * <p>Thread-safe by its concurrent collections for the socket's thread, which only puts messages
 * where they belong; everything else is confined to the thread of the test.
 */
final class DevTools implements AutoCloseable {

    /** For what hangs, however busy the machine is. */
    private static final long LIMIT_SECONDS = 300;

    private final JsonMapper mapper = JsonMapper.shared();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> arriving = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final WebSocket socket;
    private int lastId;

    private DevTools(URI address) {
        socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(address, new Messages())
                        .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .join();
    }

    static DevTools connect(URI address) {
        return new DevTools(address);
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param session of the page it is meant for; null for the browser itself
     */
    JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = ++lastId;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new ConcurrentHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        socket.sendText(mapper.writeValueAsString(message), true)
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        JsonNode answered = answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        if (answered.has("error")) {
            throw new AssertionError(method + ": " + answered.get("error"));
        }
        return answered.get("result");
    }

    /** Waits for an event that no earlier call returned, or takes one that came already. */
    JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        JsonNode event = events().stream().filter(wanted).findFirst().orElse(null);
        events.remove(event);
        while (event == null) {
            JsonNode next = arriving.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no such event; there were " + events);
            }
            if (wanted.test(next)) {
                event = next;
            } else {
                events.add(next);
            }
        }
        return event;
    }

    /** All that have come until now. */
    List<JsonNode> events() {
        arriving.drainTo(events);
        return List.copyOf(events);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = answers.remove(message.get("id").intValue());
            if (answer != null) {
                answer.complete(message);
            }
        } else {
            arriving.add(message);
        }
    }

    /** Puts the parts of messages together. */
    private final class Messages implements WebSocket.Listener {

        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                take(mapper.readTree(part.toString()));
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
