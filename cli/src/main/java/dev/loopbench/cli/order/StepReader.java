package dev.loopbench.cli.order;

import dev.loopbench.cli.document.JsonWords;
import dev.loopbench.cli.document.Place;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.order.OrderStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the steps of order programs out of JSON. Stateless. */
final class StepReader {

    /** No person nests steps that deep, and nothing here has to survive who does. */
    private static final int MAX_NESTING = 100;

    static final String TOO_DEEP = "steps nest deeper than " + MAX_NESTING + " levels";

    /** The key that makes a step what it is, and the keys that may stand beside it. */
    private static final Map<String, List<String>> STEPS = stepKeys();

    private StepReader() {}

    private static Map<String, List<String>> stepKeys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String plain : List.of("log", "nextTick", "microtask", "promise")) {
            keys.put(plain, List.of());
        }
        keys.put("timeout", List.of("do", "id"));
        keys.put("interval", List.of("do", "id"));
        keys.put("immediate", List.of("id"));
        for (String plain : List.of("work", "clear", "unref", "ref", "block", "throw")) {
            keys.put(plain, List.of());
        }
        return keys;
    }

    /**
     * @param nesting how many steps are around these
     */
    static List<OrderStep> steps(JsonNode json, Place place, int nesting)
            throws UnreadableDocumentException {
        if (!json.isArray()) {
            throw place.fault("must be a list of steps, not " + JsonWords.of(json));
        }
        if (nesting > MAX_NESTING) {
            throw place.fault(TOO_DEEP);
        }
        List<OrderStep> steps = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            steps.add(step(json.get(i), place.item(i), nesting));
        }
        return List.copyOf(steps);
    }

    private static OrderStep step(JsonNode json, Place place, int nesting)
            throws UnreadableDocumentException {
        String kind = kind(json, place);
        JsonNode value = json.get(kind);
        Place at = place.key(kind);
        return switch (kind) {
            case "log" -> new OrderStep.Log(ProgramReader.text(value, at));
            case "nextTick" -> new OrderStep.NextTick(steps(value, at, nesting + 1));
            case "microtask" -> new OrderStep.Microtask(steps(value, at, nesting + 1));
            case "promise" -> new OrderStep.PromiseChain(links(value, at, nesting + 1));
            case "timeout" ->
                    new OrderStep.StartTimeout(
                            millis(value, at), action(json, place, nesting), id(json, place));
            case "interval" ->
                    new OrderStep.StartInterval(
                            millis(value, at), action(json, place, nesting), id(json, place));
            case "immediate" ->
                    new OrderStep.StartImmediate(steps(value, at, nesting + 1), id(json, place));
            case "work" -> new OrderStep.Work(steps(value, at, nesting + 1));
            case "clear" -> new OrderStep.Clear(ProgramReader.text(value, at));
            case "unref" -> new OrderStep.Unref(ProgramReader.text(value, at));
            case "ref" -> new OrderStep.Ref(ProgramReader.text(value, at));
            case "block" -> new OrderStep.Block(millis(value, at));
            case "throw" -> new OrderStep.Throw(ProgramReader.text(value, at));
            default -> throw new IllegalStateException("no reader for " + kind);
        };
    }

    /** The one key that says what the step is; nothing stands beside it that does not belong. */
    private static String kind(JsonNode json, Place place) throws UnreadableDocumentException {
        if (!json.isObject()) {
            throw place.fault(
                    "a step is an object such as {\"log\": \"a\"}, not " + JsonWords.of(json));
        }
        String kind = null;
        for (String key : json.propertyNames()) {
            if (STEPS.containsKey(key)) {
                if (kind != null) {
                    throw place.fault(
                            "one step cannot be both \"" + kind + "\" and \"" + key + "\"");
                }
                kind = key;
            }
        }
        for (String key : json.propertyNames()) {
            if (!key.equals(kind) && !isBeside(kind, key)) {
                throw place.fault(stranger(kind, key));
            }
        }
        if (kind == null) {
            throw place.fault("a step needs one of " + String.join(", ", STEPS.keySet()));
        }
        return kind;
    }

    private static boolean isBeside(@Nullable String kind, String key) {
        return kind == null
                ? STEPS.values().stream().anyMatch(beside -> beside.contains(key))
                : Objects.requireNonNull(STEPS.get(kind)).contains(key);
    }

    private static String stranger(@Nullable String kind, String key) {
        return kind == null
                ? "there is no step \""
                        + key
                        + "\"; the steps are "
                        + String.join(", ", STEPS.keySet())
                : "a \"" + kind + "\" step has no \"" + key + "\"";
    }

    private static List<OrderStep> action(JsonNode json, Place place, int nesting)
            throws UnreadableDocumentException {
        JsonNode action = json.get("do");
        if (action == null) {
            throw place.fault("\"do\" is missing: the steps to run then");
        }
        return steps(action, place.key("do"), nesting + 1);
    }

    private static List<List<OrderStep>> links(JsonNode json, Place place, int nesting)
            throws UnreadableDocumentException {
        if (!json.isArray()) {
            throw place.fault("must be a list of lists of steps, not " + JsonWords.of(json));
        }
        List<List<OrderStep>> links = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            links.add(steps(json.get(i), place.item(i), nesting));
        }
        return List.copyOf(links);
    }

    private static double millis(JsonNode json, Place place) throws UnreadableDocumentException {
        if (!json.isNumber() || json.doubleValue() < 0) {
            throw place.fault(
                    "must be a number of milliseconds, 0 or more, not " + JsonWords.of(json));
        }
        return json.doubleValue();
    }

    private static @Nullable String id(JsonNode json, Place place)
            throws UnreadableDocumentException {
        JsonNode id = json.get("id");
        return id == null ? null : ProgramReader.text(id, place.key("id"));
    }
}
