package dev.loopbench.reports.gate.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.reports.benchmark.Documents;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Dimension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes what github-action-benchmark reads as {@code customSmallerIsBetter}: head's medians of the
 * gated cells, times in milliseconds.
 *
 * <p>Immutable. The range is half of the change's interval. What is better when it is larger is
 * left out, and a comparison without a verdict is an empty list.
 */
public final class ComparisonGithubBenchmarkWriter implements ComparisonWriter {

    private static final double MILLI = 1e6;

    private record Entry(
            String name,
            String unit,
            double value,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String range,
            String extra) {}

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        Environment environment = comparison.head().environment();
        String machine = environment == null ? "" : "\nmachine " + environment.fingerprint();
        List<Entry> entries = new ArrayList<>();
        for (GatedValues values : GatedValues.of(comparison)) {
            if (values.cell().definition().lowerIsBetter()) {
                entries.add(entry(values, machine));
            }
        }
        Documents.write(entries, out);
    }

    private static Entry entry(GatedValues values, String machine) {
        boolean isTime = values.cell().definition().dimension() == Dimension.NANOS;
        double scale = isTime ? MILLI : 1;
        return new Entry(
                values.benchmark() + " " + values.figure(),
                isTime ? "ms" : values.cell().definition().dimension().unit(),
                values.value() / scale,
                range(values, scale),
                values.change() + machine);
    }

    /** The action reads a sign, a space and a number of at least two characters. */
    private static @Nullable String range(GatedValues values, double scale) {
        Double lower = values.lower();
        Double upper = values.upper();
        return lower == null || upper == null
                ? null
                : String.format(Locale.ROOT, "± %.6f", (upper - lower) / 2 / scale);
    }
}
