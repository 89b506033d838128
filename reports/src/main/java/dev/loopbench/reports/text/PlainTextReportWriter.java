package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;

/** The terminal report where there is no terminal: 100 columns, no colour. Immutable. */
public final class PlainTextReportWriter implements ReportWriter {

    public static final TextStyle STYLE = new TextStyle(100, true, false);

    @Override
    public void write(Report report, Appendable out) throws IOException {
        new TextReportWriter(STYLE).write(report, out);
    }
}
