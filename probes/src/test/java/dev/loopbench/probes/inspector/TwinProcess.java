package dev.loopbench.probes.inspector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other side of an inspector's connection: answers as a test says, without a process. */
final class TwinProcess implements Channel {

    /** No test waits for it. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** For what is not to be answered. */
    static final String SILENCE = "";

    final Mailbox mailbox = new Mailbox();

    /** The methods it was asked for, in order. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private final JsonMapper mapper = new JsonMapper();
    private final Map<String, Function<JsonNode, String>> answers = new HashMap<>();

    /** Answers a method with the rest of a message, such as {@code "result":{}}. */
    TwinProcess answering(String method, String rest) {
        return answering(method, parameters -> rest);
    }

    TwinProcess answering(String method, Function<JsonNode, String> rest) {
        answers.put(method, rest);
        return this;
    }

    Inspector inspector() {
        return inspector(LIMIT);
    }

    Inspector inspector(Duration limit) {
        return new Inspector(this, mailbox, limit);
    }

    /** Sends what nobody asked for. */
    void event(String method, String parameters) {
        mailbox.receive("{\"method\":\"" + method + "\",\"params\":" + parameters + "}");
    }

    @Override
    public void send(String message) {
        JsonNode question = mapper.readTree(message);
        String method = question.path("method").asString();
        asked.add(method);
        String rest =
                answers.getOrDefault(method, parameters -> "\"result\":{}")
                        .apply(question.path("params"));
        if (!rest.isEmpty()) {
            mailbox.receive("{\"id\":" + question.path("id").asLong() + "," + rest + "}");
        }
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
