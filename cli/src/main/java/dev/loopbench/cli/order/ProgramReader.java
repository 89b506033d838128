package dev.loopbench.cli.order;

import dev.loopbench.cli.document.JsonWords;
import dev.loopbench.cli.document.Place;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.order.OrderProgram;
import dev.loopbench.loopcore.pool.PoolSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes an order program out of JSON. Stateless. */
final class ProgramReader {

    private static final List<String> KEYS = List.of("name", "threads", "main", "expected");

    private ProgramReader() {}

    /**
     * @param otherwise the name of a program that has none
     */
    static OrderProgram program(JsonNode json, Place place, String otherwise)
            throws UnreadableDocumentException {
        if (!json.isObject()) {
            throw place.fault("a program is an object with \"main\", not " + JsonWords.of(json));
        }
        for (String key : json.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw place.fault(
                        "a program has no \"" + key + "\", only " + String.join(", ", KEYS));
            }
        }
        JsonNode main = json.get("main");
        if (main == null) {
            throw place.fault("\"main\" is missing: the steps the script runs");
        }
        return new OrderProgram(
                json.has("name") ? text(json.get("name"), place.key("name")) : otherwise,
                json.has("threads")
                        ? threads(json.get("threads"), place.key("threads"))
                        : PoolSize.DEFAULT_THREADS,
                StepReader.steps(main, place.key("main"), 0),
                expected(json.get("expected"), place.key("expected")));
    }

    private static int threads(JsonNode json, Place place) throws UnreadableDocumentException {
        if (!json.isInt() || json.intValue() < 1 || json.intValue() > PoolSize.MAX_THREADS) {
            throw place.fault(
                    "must be a whole number from 1 to "
                            + PoolSize.MAX_THREADS
                            + ", not "
                            + JsonWords.of(json));
        }
        return json.intValue();
    }

    private static @Nullable List<String> expected(@Nullable JsonNode json, Place place)
            throws UnreadableDocumentException {
        if (json == null) {
            return null;
        }
        if (!json.isArray()) {
            throw place.fault("must be a list of texts, not " + JsonWords.of(json));
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            lines.add(text(json.get(i), place.item(i)));
        }
        return lines;
    }

    static String text(JsonNode json, Place place) throws UnreadableDocumentException {
        if (!json.isString()) {
            throw place.fault("must be a text, not " + JsonWords.of(json));
        }
        return json.stringValue();
    }
}
