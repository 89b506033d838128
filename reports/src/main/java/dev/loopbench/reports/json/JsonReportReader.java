package dev.loopbench.reports.json;

import dev.loopbench.probes.result.Report;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads the native report back.
 *
 * <p>Immutable. Keys it does not know are skipped, a missing optional one is null, so reports of
 * every 1.x can be read; a higher major version cannot, and says so. What is read holds to the
 * limits of the schema, and every histogram in it can be decoded; a document that would take more
 * memory than a report can is refused.
 */
public final class JsonReportReader {

    private final BoundedReader<Report> reader =
            new BoundedReader<>(Report.class, "report", ReportMapper.create());

    /**
     * Reads to the end of {@code in}; does not close it.
     *
     * @throws UnreadableReportException if it is no report, or not one of version 1
     */
    public Report read(Reader in) throws IOException, UnreadableReportException {
        return reader.read(in);
    }
}
