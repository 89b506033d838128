package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.result.Environment;
import dev.loopbench.reports.benchmark.Documents;
import dev.loopbench.reports.benchmark.GithubEntry;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Dimension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what github-action-benchmark reads as {@code customSmallerIsBetter}: head's medians of the
 * gated cells, times in milliseconds.
 *
 * <p>Immutable. The range is half of the change's interval. What is better when it is larger is
 * left out, and a comparison without a verdict is an empty list.
 */
public final class ComparisonGithubBenchmarkWriter implements ComparisonWriter {

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        Environment environment = comparison.head().environment();
        String machine = environment == null ? "" : "\nmachine " + environment.fingerprint();
        List<GithubEntry> entries = new ArrayList<>();
        for (GatedValues values : GatedValues.of(comparison)) {
            if (values.cell().definition().lowerIsBetter()) {
                entries.add(entry(values, machine));
            }
        }
        Documents.write(entries, out);
    }

    private static GithubEntry entry(GatedValues values, String machine) {
        String name = values.benchmark() + " " + values.figure();
        String extra = values.change() + machine;
        Dimension dimension = values.cell().definition().dimension();
        return dimension == Dimension.NANOS
                ? GithubEntry.ofNanos(name, values.value(), halfWidth(values), extra)
                : GithubEntry.of(name, dimension.unit(), values.value(), halfWidth(values), extra);
    }

    private static @Nullable Double halfWidth(GatedValues values) {
        Double lower = values.lower();
        Double upper = values.upper();
        return lower == null || upper == null ? null : (Double) ((upper - lower) / 2);
    }
}
