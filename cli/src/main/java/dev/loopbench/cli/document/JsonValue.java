package dev.loopbench.cli.document;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value in a document, and the place where it stands. Immutable. What it is asked for and is not
 * is refused with that place.
 */
public record JsonValue(JsonNode json, Place place) {

    private static final int SHOWN_MAX = 40;

    /** A text in quotation marks, cut where it is long. */
    public static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    /** As a sentence names it. */
    public String words() {
        if (json.isObject()) {
            return "an object";
        }
        return json.isArray() ? "a list" : cut(json.toString());
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    public UnreadableDocumentException fault(String what) {
        return place.fault(what);
    }

    /**
     * The same, which is an object of known keys.
     *
     * @param what it is, for a message: "a load"
     * @param known the keys it may have
     */
    public JsonValue object(String what, List<String> known) throws UnreadableDocumentException {
        if (!json.isObject()) {
            throw fault(what + " is an object, not " + words());
        }
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw place.key(key)
                        .fault(
                                "is unknown; "
                                        + what
                                        + (known.isEmpty()
                                                ? " has no parameters"
                                                : " may have " + String.join(", ", known)));
            }
        }
        return this;
    }

    /** Of an object; none of anything else. */
    public List<String> keys() {
        return List.copyOf(json.propertyNames());
    }

    public boolean has(String key) {
        return json.has(key);
    }

    /** What {@code key} holds, which has to be there. */
    public JsonValue get(String key) throws UnreadableDocumentException {
        JsonValue value = find(key);
        if (value == null) {
            throw fault("\"" + key + "\" is missing");
        }
        return value;
    }

    /** Null where {@code key} is not there. */
    public @Nullable JsonValue find(String key) {
        JsonNode value = json.get(key);
        return value == null ? null : new JsonValue(value, place.key(key));
    }

    public boolean isList() {
        return json.isArray();
    }

    /**
     * @param of what it has to be a list, for a message: "texts"
     */
    public List<JsonValue> items(String of) throws UnreadableDocumentException {
        if (!isList()) {
            throw fault("must be a list of " + of + ", not " + words());
        }
        List<JsonValue> items = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            items.add(new JsonValue(json.get(i), place.item(i)));
        }
        return items;
    }

    public String text() throws UnreadableDocumentException {
        if (!json.isString()) {
            throw fault("must be a text, not " + words());
        }
        return json.stringValue();
    }

    /** The texts of a list, a line each. */
    public String lines() throws UnreadableDocumentException {
        List<String> lines = new ArrayList<>();
        for (JsonValue line : items("texts")) {
            if (!line.json.isString()
                    || line.json.stringValue().isEmpty()
                    || line.json.stringValue().contains("\n")) {
                throw line.fault("must be some text on one line");
            }
            lines.add(line.json.stringValue());
        }
        return String.join("\n", lines);
    }

    /** A text, a number or a truth value, as one would write it on the command line. */
    public String scalar() throws UnreadableDocumentException {
        if (json.isString()) {
            return json.stringValue();
        }
        if (json.isIntegralNumber() || json.isBoolean()) {
            return json.toString();
        }
        throw fault("must be a text, a whole number or true or false, not " + words());
    }

    public boolean flag() throws UnreadableDocumentException {
        if (!json.isBoolean()) {
            throw fault("must be true or false, not " + words());
        }
        return json.booleanValue();
    }

    /** From 1 to {@code most}. */
    public long wholeNumber(long most) throws UnreadableDocumentException {
        if (!json.canConvertToLong()
                || !json.isIntegralNumber()
                || json.longValue() < 1
                || json.longValue() > most) {
            throw fault("must be a whole number from 1 to " + most + ", not " + words());
        }
        return json.longValue();
    }

    /** Zero is one. */
    public long durationNanos() throws UnreadableDocumentException {
        String text = text();
        try {
            return Quantity.durationNanos(place.path(), text);
        } catch (InvalidParameterException invalid) {
            throw new UnreadableDocumentException(String.valueOf(invalid.getMessage()));
        }
    }
}
