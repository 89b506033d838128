package dev.loopbench.cli.order;

import tools.jackson.databind.JsonNode;

/** JSON values as a sentence names them. Stateless. */
final class JsonWords {

    private static final int SHOWN_MAX = 40;

    private JsonWords() {}

    static String of(JsonNode json) {
        if (json.isObject()) {
            return "an object";
        }
        if (json.isArray()) {
            return "a list";
        }
        String text = json.toString();
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }
}
