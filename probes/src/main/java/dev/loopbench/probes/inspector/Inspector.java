package dev.loopbench.probes.inspector;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * A session with the inspector of a process that runs JavaScript on V8.
 *
 * <p>Thread-safe. Whoever asks waits, at most as long as {@link #connect} was told; handlers run
 * one at a time on a thread of the session's own, on which nobody may wait for an answer. Closing
 * the session leaves the inspector as it is.
 */
public final class Inspector implements AutoCloseable {

    private final Channel channel;
    private final Mailbox mailbox;
    private final Duration limit;
    private final AtomicLong lastId = new AtomicLong();

    Inspector(Channel channel, Mailbox mailbox, Duration limit) {
        this.channel = channel;
        this.mailbox = mailbox;
        this.limit = limit;
    }

    /**
     * Connects to the first target of an inspector.
     *
     * @param address on which the inspector listens
     * @param limit of each wait: for the connection, and for the answer to each question
     * @throws InspectorException where there is no inspector, or it does not answer in time
     */
    public static Inspector connect(InetSocketAddress address, Duration limit)
            throws InspectorException {
        Mailbox mailbox = new Mailbox();
        try {
            return new Inspector(WebSocketChannel.open(address, limit, mailbox), mailbox, limit);
        } catch (InspectorException failure) {
            mailbox.end(Mailbox.sentence(failure));
            throw failure;
        }
    }

    /**
     * Asks and waits for the answer.
     *
     * @return the {@code result} of the answer
     * @throws InspectorException if the process refuses, does not answer in time or goes away, or
     *     this thread is interrupted
     */
    public JsonNode call(String method, Map<String, ?> parameters) throws InspectorException {
        long id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> expected = mailbox.expect(id);
        try {
            transmit(id, method, parameters);
            JsonNode answer = await(expected, method);
            if (answer.has("error")) {
                String reason = answer.path("error").path("message").asString("no reason given");
                throw new InspectorException("the process refuses " + method + ": " + reason);
            }
            return answer.path("result");
        } finally {
            mailbox.forget(id);
        }
    }

    /** Asks and does not look at the answer. */
    public void send(String method, Map<String, ?> parameters) throws InspectorException {
        transmit(lastId.incrementAndGet(), method, parameters);
    }

    /**
     * Evaluates in the process's global scope, {@code require} included, between two callbacks of
     * the process or in the midst of one.
     *
     * @return the value, copied; null for undefined, text for what JSON has no word for
     * @throws InspectorException as {@link #call}, and if the expression throws
     */
    public JsonNode evaluate(String expression) throws InspectorException {
        return evaluate(expression, true, false);
    }

    /** The value of the promise that {@code expression} gives, else as {@link #evaluate}. */
    public JsonNode evaluatePromise(String expression) throws InspectorException {
        return evaluate(expression, true, true);
    }

    /** The parameters of each such event from now on; replaces an earlier handler. */
    public void on(String method, Consumer<JsonNode> handler) {
        mailbox.on(method, handler);
    }

    /**
     * The whole text of each such event from now on, not parsed, on the connection's thread, which
     * must not be held up; for messages of megabytes. Replaces an earlier handler.
     */
    public void onRaw(String method, Consumer<String> handler) {
        mailbox.onRaw(method, handler);
    }

    /**
     * Parses what {@link #onRaw} has collected.
     *
     * @throws InspectorException if it is not JSON
     */
    public JsonNode parse(String message) throws InspectorException {
        return mailbox.parse(message);
    }

    /** Completed with a sentence about why, once the session has ended; a copy each time. */
    public CompletableFuture<String> closed() {
        return mailbox.ended().copy();
    }

    /** Told why, on whatever thread learns it, once the session has ended. */
    void whenClosed(Consumer<String> told) {
        CompletableFuture<Void> unused = mailbox.ended().thenAccept(told);
    }

    /** Ends the session. What was enabled through it ends with it; the inspector stays open. */
    @Override
    public void close() {
        channel.close();
        mailbox.end("the session was closed");
    }

    /** What comes from the process, in time or not at all. */
    <T> T await(CompletableFuture<T> expected, String what) throws InspectorException {
        try {
            return expected.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            throw new InspectorException(
                    "the process did not answer " + what + " within " + limit.toMillis() + " ms",
                    slow);
        } catch (ExecutionException gone) {
            throw new InspectorException(Mailbox.sentence(gone.getCause()), gone.getCause());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InspectorException("interrupted while waiting for " + what, interrupt);
        }
    }

    private void transmit(long id, String method, Map<String, ?> parameters)
            throws InspectorException {
        CompletableFuture<String> ended = mailbox.ended();
        if (ended.isDone()) {
            throw new InspectorException(ended.join());
        }
        channel.send(mailbox.write(Map.of("id", id, "method", method, "params", parameters)));
    }

    /**
     * The value of {@code expression}, or of the promise that it gives.
     *
     * @param hasRequire whether it may use {@code require}; not for what is asked while a program
     *     may be ending: Node crashes where it is to provide its command line then
     * @throws InspectorException as the others
     */
    public JsonNode evaluate(String expression, boolean hasRequire, boolean awaitPromise)
            throws InspectorException {
        JsonNode outcome =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", expression,
                                "returnByValue", true,
                                "includeCommandLineAPI", hasRequire,
                                "silent", true,
                                "awaitPromise", awaitPromise));
        if (outcome.has("exceptionDetails")) {
            throw new InspectorException(
                    "a script failed in the process: " + thrown(outcome.path("exceptionDetails")));
        }
        JsonNode result = outcome.path("result");
        if (result.has("value")) {
            return result.path("value");
        }
        return result.has("unserializableValue")
                ? StringNode.valueOf(result.path("unserializableValue").asString())
                : NullNode.getInstance();
    }

    /** The first line: the rest is the stack. */
    private static String thrown(JsonNode details) {
        JsonNode exception = details.path("exception");
        String text =
                exception
                        .path("description")
                        .asString(
                                exception.has("value")
                                        ? exception.path("value").toString()
                                        : details.path("text").asString("no reason given"));
        return text.lines().findFirst().orElse(text);
    }
}
