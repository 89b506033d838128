package dev.loopbench.loopcore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes order programs out of JSON; what is not one is refused with a sentence. */
final class OrderProgramReader {

    private OrderProgramReader() {}

    /**
     * @throws IllegalArgumentException if it is not an order program
     */
    static OrderProgram program(JsonNode json) {
        List<String> expected = new ArrayList<>();
        for (JsonNode line : required(json, "expected")) {
            expected.add(line.asString());
        }
        return new OrderProgram(
                required(json, "name").asString(),
                required(json, "threads").asInt(),
                steps(required(json, "main")),
                expected);
    }

    private static List<OrderStep> steps(JsonNode json) {
        List<OrderStep> steps = new ArrayList<>();
        for (JsonNode step : json) {
            steps.add(step(step));
        }
        return List.copyOf(steps);
    }

    private static OrderStep step(JsonNode json) {
        String id = id(json);
        for (String key : json.propertyNames()) {
            JsonNode value = required(json, key);
            OrderStep step =
                    switch (key) {
                        case "log" -> new OrderStep.Log(value.asString());
                        case "nextTick" -> new OrderStep.NextTick(steps(value));
                        case "microtask" -> new OrderStep.Microtask(steps(value));
                        case "promise" -> new OrderStep.PromiseChain(links(value));
                        case "timeout" ->
                                new OrderStep.StartTimeout(value.asDouble(), action(json), id);
                        case "interval" ->
                                new OrderStep.StartInterval(value.asDouble(), action(json), id);
                        case "immediate" -> new OrderStep.StartImmediate(steps(value), id);
                        case "work" -> new OrderStep.Work(steps(value));
                        case "clear" -> new OrderStep.Clear(value.asString());
                        case "unref" -> new OrderStep.Unref(value.asString());
                        case "ref" -> new OrderStep.Ref(value.asString());
                        case "block" -> new OrderStep.Block(value.asLong());
                        case "throw" -> new OrderStep.Throw(value.asString());
                        default -> null;
                    };
            if (step != null) {
                return step;
            }
        }
        throw new IllegalArgumentException("not a step of an order program: " + json);
    }

    private static List<OrderStep> action(JsonNode json) {
        return steps(required(json, "do"));
    }

    private static List<List<OrderStep>> links(JsonNode json) {
        List<List<OrderStep>> links = new ArrayList<>();
        for (JsonNode link : json) {
            links.add(steps(link));
        }
        return List.copyOf(links);
    }

    private static @Nullable String id(JsonNode json) {
        JsonNode id = json.get("id");
        return id == null ? null : id.asString();
    }

    private static JsonNode required(JsonNode json, String key) {
        JsonNode value = json.get(key);
        if (value == null) {
            throw new IllegalArgumentException("\"" + key + "\" is missing in " + json);
        }
        return value;
    }
}
