package dev.loopbench.cli.document;

import dev.loopbench.reports.gate.document.ComparisonReader;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Comparisons that users name. Stateless. */
public final class SavedComparison {

    private SavedComparison() {}

    /**
     * @param name of the document, for messages
     * @throws UnreadableDocumentException if it is no comparison that can be read
     */
    public static Comparison read(String name, InputStream in)
            throws UnreadableDocumentException, IOException {
        try {
            return new ComparisonReader().read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (UnreadableReportException fault) {
            throw new UnreadableDocumentException(name + ": " + fault.getMessage());
        }
    }
}
