package dev.loopbench.cli.document;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reports that users name. Stateless. */
public final class SavedReport {

    private SavedReport() {}

    /**
     * @param name of the document, for messages
     * @throws UnreadableDocumentException if it is no report that can be read
     */
    public static Report read(String name, InputStream in)
            throws UnreadableDocumentException, IOException {
        try {
            return new JsonReportReader().read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (UnreadableReportException fault) {
            throw new UnreadableDocumentException(name + ": " + fault.getMessage());
        }
    }
}
