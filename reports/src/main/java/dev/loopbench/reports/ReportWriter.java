package dev.loopbench.reports;

import dev.loopbench.probes.result.Report;
import java.io.IOException;

/** Writes a report in one format. Immutable. */
public interface ReportWriter {

    /** Appends the whole document, ending in a newline; does not close {@code out}. */
    void write(Report report, Appendable out) throws IOException;
}
