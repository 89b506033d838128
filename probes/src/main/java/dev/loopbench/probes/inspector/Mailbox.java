package dev.loopbench.probes.inspector;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sorts what a process sends: answers to those who wait for them, events to their handlers.
 *
 * <p>Thread-safe. Messages arrive on the connection's thread, which only looks at how they begin; a
 * thread of the mailbox parses them, one after the other. A virtual machine that has just started
 * parses slowly: on the connection's thread that would stretch whatever is being recorded.
 */
final class Mailbox {

    /** Of one message, and of all that are not parsed yet. */
    static final long LIMIT_CHARS = 256L * 1024 * 1024;

    /** How an event begins, as V8 and Node write it. */
    private static final String EVENT = "{\"method\":\"";

    private final JsonMapper mapper =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength((int) LIMIT_CHARS)
                                                    .build())
                                    .build())
                    .build();
    private final long limitChars;
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(new InspectorThreads("inspector"));
    private final AtomicLong unreadChars = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> handlers = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> rawHandlers = new ConcurrentHashMap<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    Mailbox() {
        this(LIMIT_CHARS);
    }

    /**
     * @param limitChars of messages not yet parsed, together
     */
    Mailbox(long limitChars) {
        this.limitChars = limitChars;
    }

    void on(String method, Consumer<JsonNode> handler) {
        handlers.put(method, handler);
    }

    void onRaw(String method, Consumer<String> handler) {
        rawHandlers.put(method, handler);
    }

    /** Completed with why the connection ended. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** The answer with this number, or an {@link InspectorException} once there can be none. */
    CompletableFuture<JsonNode> expect(long id) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        if (ended.isDone()) {
            giveUp(ended.join());
        }
        return answer;
    }

    /** Nobody waits for this answer any more. */
    void forget(long id) {
        waiting.remove(id);
    }

    /** A message, on the connection's thread. */
    void receive(String message) {
        Consumer<String> raw = rawHandlers.get(methodAtTheStart(message));
        if (raw != null) {
            guarded(() -> raw.accept(message));
        } else if (unreadChars.addAndGet(message.length()) > limitChars) {
            end("the process sent more than could be read");
        } else {
            execute(() -> read(message));
        }
    }

    /** The other side is gone; what it sent before is read first. */
    void hungUp(String why) {
        execute(() -> end(why));
    }

    /** Ends at once, for this reason unless there was an earlier one. */
    void end(String why) {
        ended.complete(why);
        giveUp(ended.join());
        reader.shutdown();
    }

    JsonNode parse(String json) throws InspectorException {
        try {
            return mapper.readTree(json);
        } catch (JacksonException malformed) {
            throw new InspectorException("the process sent what is not JSON", malformed);
        }
    }

    String write(Object message) {
        return mapper.writeValueAsString(message);
    }

    private void execute(Runnable task) {
        try {
            reader.execute(task);
        } catch (RejectedExecutionException alreadyEnded) {
            giveUp(ended.join());
        }
    }

    private void read(String message) {
        unreadChars.addAndGet(-message.length());
        JsonNode parsed;
        try {
            parsed = parse(message);
        } catch (InspectorException malformed) {
            end(String.valueOf(malformed.getMessage()));
            return;
        }
        JsonNode id = parsed.path("id");
        if (id.isNumber()) {
            CompletableFuture<JsonNode> answer = waiting.remove(id.asLong());
            if (answer != null) {
                answer.complete(parsed);
            }
            return;
        }
        String method = parsed.path("method").asString("");
        Consumer<String> raw = rawHandlers.get(method);
        Consumer<JsonNode> handler = handlers.get(method);
        if (raw != null) {
            guarded(() -> raw.accept(message));
        } else if (handler != null) {
            guarded(() -> handler.accept(parsed.path("params")));
        }
    }

    /** A handler that fails has lost an event: nothing that rests on it would be true. */
    private void guarded(Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException failure) {
            end("what the process sent could not be used: " + failure);
        }
    }

    private void giveUp(String why) {
        for (Long id : List.copyOf(waiting.keySet())) {
            CompletableFuture<JsonNode> answer = waiting.remove(id);
            if (answer != null) {
                answer.completeExceptionally(new InspectorException(why));
            }
        }
    }

    private static String methodAtTheStart(String message) {
        int end = message.startsWith(EVENT) ? message.indexOf('"', EVENT.length()) : -1;
        return end < 0 ? "" : message.substring(EVENT.length(), end);
    }

    /** The message of an answer's or a failed wait's cause. */
    static String sentence(@Nullable Throwable failure) {
        String message = failure == null ? null : failure.getMessage();
        return message == null ? String.valueOf(failure) : message;
    }
}
