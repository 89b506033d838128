package dev.loopbench.reports.benchmark;

import dev.loopbench.reports.json.JsonLayout;
import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How all documents of this package are laid out: as the native report is. Immutable. */
final class Documents {

    private static final Set<String> FLAT =
            Set.of("scoreConfidence", "jvmArgs", "params", "scorePercentiles", "rawData");

    private static final Set<String> FLAT_ELEMENTS = Set.of("rawDataHistogram");

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .defaultPrettyPrinter(new JsonLayout(FLAT, FLAT_ELEMENTS))
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    void write(Object document, Appendable out) throws IOException {
        out.append(mapper.writeValueAsString(document)).append('\n');
    }
}
