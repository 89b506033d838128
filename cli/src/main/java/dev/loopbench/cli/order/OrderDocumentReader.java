package dev.loopbench.cli.order;

import dev.loopbench.cli.document.JsonDocument;
import dev.loopbench.cli.document.JsonValue;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.order.OrderProgram;
import dev.loopbench.loopcore.order.OrderStep;
import dev.loopbench.loopcore.pool.PoolSize;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document of one order program or a list of them. Stateless.
 *
 * <p>What is not one is refused with a sentence that names the place inside the document.
 */
public final class OrderDocumentReader {

    private static final List<String> PROGRAM = List.of("name", "threads", "main", "expected");

    /** The key that makes a step what it is, and the keys that may stand beside it. */
    private static final Map<String, List<String>> STEPS = stepKeys();

    /** No person nests steps that deep, and nothing here has to survive who does. */
    private static final int MAX_NESTING = 100;

    private static final String TOO_DEEP = "steps nest deeper than " + MAX_NESTING + " levels";

    private OrderDocumentReader() {}

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
     * @param name of the document as the user gave it: for messages, and its last part for a
     *     program that has no name
     */
    public static OrderDocument read(String name, InputStream in)
            throws UnreadableDocumentException {
        return JsonDocument.read(
                name, in, TOO_DEEP, root -> document(JsonDocument.title(name), root));
    }

    private static OrderDocument document(String name, JsonValue root)
            throws UnreadableDocumentException {
        if (!root.isList()) {
            return new OrderDocument(List.of(program(root, name)), false);
        }
        List<OrderProgram> programs = new ArrayList<>();
        for (JsonValue each : root.items("programs")) {
            programs.add(program(each, name + each.place().path()));
        }
        if (programs.isEmpty()) {
            throw root.fault("the list holds no program");
        }
        return new OrderDocument(programs, true);
    }

    /**
     * @param otherwise the name of a program that has none
     */
    private static OrderProgram program(JsonValue json, String otherwise)
            throws UnreadableDocumentException {
        if (!json.json().isObject()) {
            throw json.fault("a program is an object with \"main\", not " + json.words());
        }
        for (String key : json.keys()) {
            if (!PROGRAM.contains(key)) {
                throw json.fault(
                        "a program has no \"" + key + "\", only " + String.join(", ", PROGRAM));
            }
        }
        JsonValue main = json.find("main");
        if (main == null) {
            throw json.fault("\"main\" is missing: the steps the script runs");
        }
        return new OrderProgram(
                json.has("name") ? json.get("name").text() : otherwise,
                json.has("threads")
                        ? (int) json.get("threads").wholeNumber(PoolSize.MAX_THREADS)
                        : PoolSize.DEFAULT_THREADS,
                steps(main, 0),
                json.has("expected") ? texts(json.get("expected")) : null);
    }

    private static List<String> texts(JsonValue list) throws UnreadableDocumentException {
        List<String> texts = new ArrayList<>();
        for (JsonValue text : list.items("texts")) {
            texts.add(text.text());
        }
        return texts;
    }

    /**
     * @param nesting how many steps are around these
     */
    private static List<OrderStep> steps(JsonValue list, int nesting)
            throws UnreadableDocumentException {
        List<JsonValue> items = list.items("steps");
        if (nesting > MAX_NESTING) {
            throw list.fault(TOO_DEEP);
        }
        List<OrderStep> steps = new ArrayList<>();
        for (JsonValue step : items) {
            steps.add(step(step, nesting));
        }
        return List.copyOf(steps);
    }

    private static OrderStep step(JsonValue json, int nesting) throws UnreadableDocumentException {
        String kind = kind(json);
        JsonValue value = json.get(kind);
        return switch (kind) {
            case "log" -> new OrderStep.Log(value.text());
            case "nextTick" -> new OrderStep.NextTick(steps(value, nesting + 1));
            case "microtask" -> new OrderStep.Microtask(steps(value, nesting + 1));
            case "promise" -> new OrderStep.PromiseChain(links(value, nesting + 1));
            case "timeout" ->
                    new OrderStep.StartTimeout(millis(value), action(json, nesting), id(json));
            case "interval" ->
                    new OrderStep.StartInterval(millis(value), action(json, nesting), id(json));
            case "immediate" -> new OrderStep.StartImmediate(steps(value, nesting + 1), id(json));
            case "work" -> new OrderStep.Work(steps(value, nesting + 1));
            case "clear" -> new OrderStep.Clear(value.text());
            case "unref" -> new OrderStep.Unref(value.text());
            case "ref" -> new OrderStep.Ref(value.text());
            case "block" -> new OrderStep.Block(millis(value));
            case "throw" -> new OrderStep.Throw(value.text());
            default -> throw new IllegalStateException("no reader for " + kind);
        };
    }

    /** The one key that says what the step is; nothing stands beside it that does not belong. */
    private static String kind(JsonValue json) throws UnreadableDocumentException {
        if (!json.json().isObject()) {
            throw json.fault("a step is an object such as {\"log\": \"a\"}, not " + json.words());
        }
        String kind = null;
        for (String key : json.keys()) {
            if (STEPS.containsKey(key)) {
                if (kind != null) {
                    throw json.fault(
                            "one step cannot be both \"" + kind + "\" and \"" + key + "\"");
                }
                kind = key;
            }
        }
        for (String key : json.keys()) {
            if (!key.equals(kind) && !isBeside(kind, key)) {
                throw json.fault(stranger(kind, key));
            }
        }
        if (kind == null) {
            throw json.fault("a step needs one of " + String.join(", ", STEPS.keySet()));
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

    private static List<OrderStep> action(JsonValue json, int nesting)
            throws UnreadableDocumentException {
        JsonValue action = json.find("do");
        if (action == null) {
            throw json.fault("\"do\" is missing: the steps to run then");
        }
        return steps(action, nesting + 1);
    }

    private static List<List<OrderStep>> links(JsonValue json, int nesting)
            throws UnreadableDocumentException {
        List<List<OrderStep>> links = new ArrayList<>();
        for (JsonValue link : json.items("lists of steps")) {
            links.add(steps(link, nesting));
        }
        return List.copyOf(links);
    }

    private static double millis(JsonValue json) throws UnreadableDocumentException {
        if (!json.json().isNumber() || json.json().doubleValue() < 0) {
            throw json.fault("must be a number of milliseconds, 0 or more, not " + json.words());
        }
        return json.json().doubleValue();
    }

    private static @Nullable String id(JsonValue json) throws UnreadableDocumentException {
        return json.has("id") ? json.get("id").text() : null;
    }
}
