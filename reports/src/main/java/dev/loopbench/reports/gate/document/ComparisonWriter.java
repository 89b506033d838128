package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison;
import java.io.IOException;

/** Writes a comparison in one format. Immutable. */
public interface ComparisonWriter {

    /** Appends the whole document, ending in a newline; does not close {@code out}. */
    void write(Comparison comparison, Appendable out) throws IOException;
}
