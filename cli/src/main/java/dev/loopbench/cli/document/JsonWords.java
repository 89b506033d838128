package dev.loopbench.cli.document;

import tools.jackson.databind.JsonNode;

/** JSON values as a sentence names them. Stateless. */
public final class JsonWords {

    private static final int SHOWN_MAX = 40;

    private JsonWords() {}

    public static String of(JsonNode json) {
        if (json.isObject()) {
            return "an object";
        }
        if (json.isArray()) {
            return "a list";
        }
        String text = json.toString();
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    /** A text in quotation marks, cut where it is long. */
    public static String quoted(String text) {
        return "\""
                + (text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...")
                + "\"";
    }
}
