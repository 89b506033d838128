package dev.loopbench.probes.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.sim.VirtualClock;
import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class InspectorTest {

    private final TwinProcess process = new TwinProcess();
    private final Inspector inspector = process.inspector();

    @Test
    void an_answer_goes_to_the_question_of_its_number() throws InspectorException {
        process.answering(
                "Runtime.getIsolateId",
                parameters -> {
                    process.mailbox.receive("{\"id\":77,\"result\":{\"id\":\"another's\"}}");
                    process.event("Runtime.consoleAPICalled", "{}");
                    return "\"result\":{\"id\":\"mine\"}";
                });

        assertThat(inspector.call("Runtime.getIsolateId", Map.of()).path("id").asString())
                .isEqualTo("mine");
    }

    @Test
    void what_the_process_refuses_is_one_sentence() {
        process.answering(
                "NodeTracing.start",
                "\"error\":{\"code\":-32601,\"message\":\"'NodeTracing.start' wasn't found\"}");

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> inspector.call("NodeTracing.start", Map.of()))
                .withMessage(
                        "the process refuses NodeTracing.start: 'NodeTracing.start' wasn't found");
    }

    @Test
    void whoever_waits_learns_that_the_process_has_gone() {
        process.answering(
                "Profiler.stop",
                parameters -> {
                    process.mailbox.hungUp("the process has closed its inspector");
                    return TwinProcess.SILENCE;
                });

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> inspector.call("Profiler.stop", Map.of()))
                .withMessage("the process has closed its inspector");
        assertThat(inspector.closed().join()).isEqualTo("the process has closed its inspector");
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> inspector.send("Profiler.start", Map.of()))
                .withMessage("the process has closed its inspector");
    }

    @Test
    void an_answer_that_arrived_before_the_end_is_given() throws InspectorException {
        process.answering(
                "Profiler.stop",
                parameters -> {
                    process.mailbox.receive("{\"id\":1,\"result\":{\"profile\":{}}}");
                    process.mailbox.hungUp("the process has closed its inspector");
                    return TwinProcess.SILENCE;
                });

        assertThat(inspector.call("Profiler.stop", Map.of()).has("profile")).isTrue();
    }

    @Test
    void what_is_not_answered_ends_at_the_limit() {
        Inspector hasty = process.inspector(Duration.ofMillis(1));
        process.answering("Profiler.start", TwinProcess.SILENCE);

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> hasty.call("Profiler.start", Map.of()))
                .withMessage("the process did not answer Profiler.start within 1 ms");
    }

    @Test
    void a_value_is_given_as_json_and_what_json_lacks_as_text() throws InspectorException {
        process.answering(
                "Runtime.evaluate",
                parameters ->
                        switch (parameters.path("expression").asString()) {
                            case "process.pid" ->
                                    "\"result\":{\"result\":{\"type\":\"number\",\"value\":42}}";
                            case "12n" ->
                                    "\"result\":{\"result\":{\"type\":\"bigint\","
                                            + "\"unserializableValue\":\"12n\"}}";
                            default -> "\"result\":{\"result\":{\"type\":\"undefined\"}}";
                        });

        assertThat(inspector.evaluate("process.pid").asLong()).isEqualTo(42);
        assertThat(inspector.evaluate("12n").asString()).isEqualTo("12n");
        assertThat(inspector.evaluate("undefined").isNull()).isTrue();
    }

    @Test
    void what_a_script_throws_is_the_exceptions_message() {
        process.answering(
                "Runtime.evaluate",
                "\"result\":{\"result\":{},\"exceptionDetails\":{\"text\":\"Uncaught\","
                        + "\"exception\":{\"description\":"
                        + "\"ReferenceError: x is not defined\\n    at <anonymous>:1:1\"}}}");

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> inspector.evaluate("x"))
                .withMessage("a script failed in the process: ReferenceError: x is not defined");
    }

    @Test
    void an_event_goes_to_its_handler() throws InterruptedException {
        LinkedBlockingQueue<JsonNode> seen = new LinkedBlockingQueue<>();
        inspector.on("Runtime.consoleAPICalled", seen::add);
        process.event("Runtime.consoleAPICalled", "{\"type\":\"log\"}");

        assertThat(seen.take().path("type").asString()).isEqualTo("log");
    }

    @Test
    void a_raw_event_is_not_looked_at_and_stays_on_the_connections_thread() {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        inspector.onRaw("NodeTracing.dataCollected", seen::add);
        String noJson = "{\"method\":\"NodeTracing.dataCollected\",\"params\":{";
        process.mailbox.receive(noJson);

        assertThat(seen).containsExactly(noJson);
    }

    @Test
    void a_raw_event_is_known_whatever_its_order_of_keys() throws InterruptedException {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        inspector.onRaw("NodeTracing.dataCollected", seen::add);
        String reversed = "{\"params\":{},\"method\":\"NodeTracing.dataCollected\"}";
        process.mailbox.receive(reversed);

        assertThat(seen.take()).isEqualTo(reversed);
    }

    @Test
    void a_handler_that_fails_ends_the_session() {
        inspector.on(
                "Runtime.consoleAPICalled",
                event -> {
                    throw new IllegalStateException("no room");
                });
        process.event("Runtime.consoleAPICalled", "{}");

        assertThat(inspector.closed().join()).contains("no room");
    }

    @Test
    void what_is_not_json_ends_the_session() {
        process.mailbox.receive("HTTP/1.0 400 Bad Request");

        assertThat(inspector.closed().join()).isEqualTo("the process sent what is not JSON");
    }

    @Test
    void more_than_can_be_held_ends_the_session() {
        Mailbox small = new Mailbox(8);
        small.receive("{\"id\":1,\"result\":{}}");

        assertThat(small.ended().join()).isEqualTo("the process sent more than could be read");
    }

    @Test
    void a_message_in_pieces_is_one_message() throws Exception {
        CompletableFuture<JsonNode> answer = process.mailbox.expect(5);
        WebSocketChannel.Collector collector =
                new WebSocketChannel.Collector(process.mailbox, 1_000);
        for (String piece : List.of("{\"id\":", "5,\"resu", "lt\":{}}")) {
            collector.onText(socket(), piece, piece.endsWith("}}"));
        }

        assertThat(answer.get().has("result")).isTrue();
    }

    @Test
    void a_message_that_is_too_large_ends_the_session() {
        WebSocketChannel.Collector collector = new WebSocketChannel.Collector(process.mailbox, 10);
        collector.onText(socket(), "12345678", false);
        collector.onText(socket(), "12345678", false);

        assertThat(inspector.closed().join())
                .isEqualTo("the process sent a message too large to read");
    }

    @Test
    void the_profiler_is_disabled_where_it_cannot_start() {
        process.answering("Profiler.start", "\"error\":{\"message\":\"no\"}");

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(
                        () ->
                                CpuProfiler.start(
                                        inspector, Duration.ofMillis(5), VirtualClock.still()));
        assertThat(process.asked).endsWith("Profiler.start", "Profiler.disable");
    }

    /** A socket on which nothing can be done. */
    private static WebSocket socket() {
        return (WebSocket)
                Proxy.newProxyInstance(
                        InspectorTest.class.getClassLoader(),
                        new Class<?>[] {WebSocket.class},
                        (proxy, method, arguments) -> null);
    }
}
