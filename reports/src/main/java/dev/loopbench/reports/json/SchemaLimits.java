package dev.loopbench.reports.json;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Histogram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what was read against the limits its schema sets to numbers and to the length of lists, and
 * decodes each histogram once. Immutable.
 *
 * <p>Which keys there have to be, and of what type, is known from the records already.
 */
final class SchemaLimits {

    /** Components whose key is another word, since theirs is one of the language. */
    private static final Map<String, String> KEYS =
            Map.of("waitLeg", "wait", "serviceLeg", "service", "returnLeg", "return");

    private final JsonNode schema;

    private SchemaLimits(JsonNode schema) {
        this.schema = schema;
    }

    /** Of {@code report} or {@code comparison}. */
    static SchemaLimits of(String noun) {
        String resource = "loopbench-" + noun + "-1.schema.json";
        try (InputStream in = SchemaLimits.class.getResourceAsStream(resource)) {
            return new SchemaLimits(
                    JsonMapper.shared().readTree(Objects.requireNonNull(in, resource)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * @throws UnreadableReportException with the place of the first value beyond a limit
     */
    void check(Object document) throws UnreadableReportException {
        check("", document, schema);
    }

    private void check(String path, @Nullable Object value, JsonNode limits)
            throws UnreadableReportException {
        JsonNode own = resolved(limits);
        if (value instanceof Number number) {
            check(path, number, own);
        } else if (value instanceof Collection<?> list) {
            if (own.has("maxItems") && list.size() > own.get("maxItems").intValue()) {
                throw fault(path, "has more than " + own.get("maxItems") + " entries");
            }
            int index = 0;
            for (Object element : list) {
                check(path + "[" + index++ + "]", element, own.path("items"));
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                check(
                        path + "." + entry.getKey(),
                        entry.getValue(),
                        own.path("additionalProperties"));
            }
        } else if (value instanceof Record record) {
            check(path, record, own);
        }
    }

    private void check(String path, Record record, JsonNode limits)
            throws UnreadableReportException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            String key = KEYS.getOrDefault(name, name);
            Object value = valueOf(record, components[i]);
            if (value instanceof Record group && isGroup(key, limits)) {
                check(path, group, limits);
                continue;
            }
            // A pair is written as an array of two.
            JsonNode own =
                    limits.has("prefixItems")
                            ? limits.get("prefixItems").path(i)
                            : limits.path("properties").path(key);
            check(path.isEmpty() ? key : path + "." + key, value, own);
        }
        if (record instanceof Histogram histogram) {
            try {
                Histograms.decode(histogram);
            } catch (IllegalArgumentException broken) {
                throw fault(path, "is broken: " + broken.getMessage());
            }
        }
    }

    /** Whether the components of a record stand in the document beside it, not within a key. */
    private static boolean isGroup(String key, JsonNode limits) {
        return limits.has("properties") && !limits.get("properties").has(key);
    }

    private static void check(String path, Number number, JsonNode limits)
            throws UnreadableReportException {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw fault(path, "is larger than any number");
        }
        if (limits.has("minimum") && value < limits.get("minimum").doubleValue()) {
            throw fault(path, "is " + number + ", less than " + limits.get("minimum"));
        }
        if (limits.has("maximum") && value > limits.get("maximum").doubleValue()) {
            throw fault(path, "is " + number + ", more than " + limits.get("maximum"));
        }
    }

    private JsonNode resolved(JsonNode limits) {
        JsonNode reference = limits.path("$ref");
        for (JsonNode choice : limits.path("anyOf")) {
            if (choice.has("$ref")) {
                reference = choice.get("$ref");
            }
        }
        String pointer = reference.asString("");
        return pointer.isEmpty() ? limits : schema.at(pointer.substring(1));
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Results are public records.", impossible);
        }
    }

    private static UnreadableReportException fault(String path, String what) {
        return new UnreadableReportException('"' + path + "\" " + what);
    }
}
