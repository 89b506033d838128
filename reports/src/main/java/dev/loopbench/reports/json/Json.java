package dev.loopbench.reports.json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON. Stateless. */
public final class Json {

    private Json() {}

    /**
     * @throws IllegalArgumentException with the place of a number that is not finite
     */
    public static String of(Object document, JsonMapper mapper) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "cannot be written: " + JsonPath.of(e) + ": " + e.getOriginalMessage(), e);
        }
    }
}
