package dev.loopbench.reports;

import dev.loopbench.probes.result.Report;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a writer makes of a report. */
public final class Written {

    private Written() {}

    public static String by(ReportWriter writer, Report report) {
        StringBuilder out = new StringBuilder();
        try {
            writer.write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
