package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.json.BoundedReader;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.ReportMapper;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Reads back what {@link ComparisonJsonWriter} wrote.
 *
 * <p>Immutable. As strict as {@link JsonReportReader}: keys it does not know are skipped, a higher
 * major version is refused, and numbers and lists hold to the limits of the schema. Each pair is of
 * a stage that this version knows.
 */
public final class ComparisonReader {

    private final BoundedReader<Comparison> reader =
            new BoundedReader<>(Comparison.class, "comparison", ReportMapper.ofComparisons());

    /**
     * Reads to the end of {@code in}; does not close it.
     *
     * @throws UnreadableReportException if it is no comparison, or not one of version 1
     */
    public Comparison read(Reader in) throws IOException, UnreadableReportException {
        Comparison comparison = reader.read(in);
        int index = 0;
        for (Comparison.Pair pair : comparison.pairs()) {
            if (Arrays.stream(Stage.values()).noneMatch(s -> s.word().equals(pair.stage()))) {
                throw new UnreadableReportException(
                        "\"pairs["
                                + index
                                + "].stage\" is \""
                                + pair.stage()
                                + "\", not one of look, control, confirm");
            }
            index++;
        }
        return comparison;
    }
}
