package dev.loopbench.reports.benchmark;

import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.io.IOException;
import java.util.Set;

/** How all documents of this package are laid out: as the native report is. Stateless. */
public final class Documents {

    private static final Set<String> FLAT =
            Set.of("scoreConfidence", "jvmArgs", "params", "scorePercentiles", "rawData");

    private static final Set<String> FLAT_ELEMENTS = Set.of("rawDataHistogram");

    private Documents() {}

    public static void write(Object document, Appendable out) throws IOException {
        out.append(JsonText.of(document, new JsonLayout(FLAT, FLAT_ELEMENTS)));
    }
}
