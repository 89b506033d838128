package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.json.BoundedReader;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads back what {@link ComparisonJsonWriter} wrote.
 *
 * <p>Immutable. As strict as {@link JsonReportReader}: keys it does not know are skipped, a higher
 * major version is refused, and numbers and lists hold to the limits of the schema. Each pair is of
 * a stage that this version knows.
 */
public final class ComparisonReader {

    private final BoundedReader<Comparison> reader =
            new BoundedReader<>(Comparison.class, "comparison", ComparisonMapper.create());

    /**
     * Reads to the end of {@code in}; does not close it.
     *
     * @throws UnreadableReportException if it is no comparison, or not one of version 1
     */
    public Comparison read(Reader in) throws IOException, UnreadableReportException {
        return reader.read(in);
    }
}
