package dev.loopbench.reports.json;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the native report: one JSON document as {@code loopbench-report-1.schema.json} describes
 * it, keys always in the same order.
 *
 * <p>Immutable. What was not measured is written as {@code null}, never left out. A number that is
 * not finite is a mistake of whoever measured and ends in an {@link IllegalArgumentException} that
 * names it.
 */
public final class JsonReportWriter implements ReportWriter {

    private final JsonMapper mapper = ReportMapper.create();

    @Override
    public void write(Report report, Appendable out) throws IOException {
        out.append(Json.of(report, mapper)).append('\n');
    }

    /** Several runs of one command as a JSON array. */
    public void writeAll(List<Report> reports, Appendable out) throws IOException {
        out.append(Json.of(reports, mapper)).append('\n');
    }
}
