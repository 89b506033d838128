package dev.loopbench.reports.json;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How records become a document: keys in the order of their components. Stateless. */
public final class JsonText {

    private JsonText() {}

    /** With a line end behind it. */
    public static String of(Object document, JsonLayout layout) {
        JsonMapper mapper =
                JsonMapper.builder()
                        .defaultPrettyPrinter(layout)
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .build();
        return mapper.writeValueAsString(document) + "\n";
    }
}
