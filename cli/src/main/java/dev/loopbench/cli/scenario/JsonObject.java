package dev.loopbench.cli.scenario;

import dev.loopbench.cli.document.JsonWords;
import dev.loopbench.cli.document.Place;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An object of a scenario file that holds known keys only. Immutable. What a key does not hold is
 * refused with its place.
 */
record JsonObject(JsonNode json, Place place) {

    /**
     * @param what it is, for a message: "a load"
     * @param known the keys it may have
     */
    static JsonObject of(JsonNode json, Place place, String what, List<String> known)
            throws UnreadableDocumentException {
        if (!json.isObject()) {
            throw place.fault(what + " is an object, not " + JsonWords.of(json));
        }
        for (String key : json.propertyNames()) {
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
        return new JsonObject(json, place);
    }

    boolean has(String key) {
        return json.has(key);
    }

    Place at(String key) {
        return place.key(key);
    }

    List<String> keys() {
        return List.copyOf(json.propertyNames());
    }

    JsonObject object(String key, String what, List<String> known)
            throws UnreadableDocumentException {
        return of(required(key), at(key), what, known);
    }

    Optional<JsonObject> optionalObject(String key, String what, List<String> known)
            throws UnreadableDocumentException {
        return has(key) ? Optional.of(object(key, what, known)) : Optional.empty();
    }

    /** The objects of a list that must not be empty. */
    List<JsonObject> objects(String key, String what, List<String> known)
            throws UnreadableDocumentException {
        JsonNode list = required(key);
        if (!list.isArray() || list.isEmpty()) {
            throw at(key).fault(
                            "must be a list of at least one, not "
                                    + (list.isArray() ? "an empty one" : JsonWords.of(list)));
        }
        List<JsonObject> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(of(list.get(i), at(key).item(i), what, known));
        }
        return objects;
    }

    String text(String key) throws UnreadableDocumentException {
        JsonNode value = required(key);
        if (!value.isString()) {
            throw at(key).fault("must be a text, not " + JsonWords.of(value));
        }
        return value.stringValue();
    }

    /** Looks that it is a text, if it is there. */
    void optionalText(String key) throws UnreadableDocumentException {
        if (has(key)) {
            text(key);
        }
    }

    /** The texts of a list, a line each. */
    String lines(String key) throws UnreadableDocumentException {
        JsonNode list = required(key);
        if (!list.isArray()) {
            throw at(key).fault("must be a list of texts, not " + JsonWords.of(list));
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode line = list.get(i);
            if (!line.isString()
                    || line.stringValue().isEmpty()
                    || line.stringValue().contains("\n")) {
                throw at(key).item(i).fault("must be some text on one line");
            }
            lines.add(line.stringValue());
        }
        return String.join("\n", lines);
    }

    /** A text, a number or a truth value, as one would write it on the command line. */
    String scalar(String key) throws UnreadableDocumentException {
        JsonNode value = required(key);
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isIntegralNumber() || value.isBoolean()) {
            return value.toString();
        }
        throw at(key).fault(
                        "must be a text, a whole number or true or false, not "
                                + JsonWords.of(value));
    }

    boolean flag(String key, boolean otherwise) throws UnreadableDocumentException {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = required(key);
        if (!value.isBoolean()) {
            throw at(key).fault("must be true or false, not " + JsonWords.of(value));
        }
        return value.booleanValue();
    }

    /** From 1 to {@code most}. */
    long wholeNumber(String key, long most) throws UnreadableDocumentException {
        JsonNode value = required(key);
        if (!value.canConvertToLong()
                || !value.isIntegralNumber()
                || value.longValue() < 1
                || value.longValue() > most) {
            throw at(key).fault(
                            "must be a whole number from 1 to "
                                    + most
                                    + ", not "
                                    + JsonWords.of(value));
        }
        return value.longValue();
    }

    /** Zero is one. */
    long durationNanos(String key) throws UnreadableDocumentException {
        try {
            return Quantity.durationNanos(at(key).path(), text(key));
        } catch (InvalidParameterException invalid) {
            throw new UnreadableDocumentException(String.valueOf(invalid.getMessage()));
        }
    }

    private JsonNode required(String key) throws UnreadableDocumentException {
        JsonNode value = json.get(key);
        if (value == null) {
            throw place.fault("\"" + key + "\" is missing");
        }
        return value;
    }
}
