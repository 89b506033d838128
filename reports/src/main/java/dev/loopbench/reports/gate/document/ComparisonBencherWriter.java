package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.benchmark.BencherMetric;
import dev.loopbench.reports.benchmark.Documents;
import dev.loopbench.reports.gate.model.Comparison;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the Bencher Metric Format: head's medians of the gated cells by kind, as {@code
 * response-p99}, in the cell's unit.
 *
 * <p>Immutable. Bounds are the median moved by the bounds of the change. A comparison without a
 * verdict is an empty object.
 */
public final class ComparisonBencherWriter implements ComparisonWriter {

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        Map<String, Map<String, BencherMetric>> benchmarks = new LinkedHashMap<>();
        for (GatedValues values : GatedValues.of(comparison)) {
            benchmarks
                    .computeIfAbsent(values.benchmark(), name -> new LinkedHashMap<>())
                    .put(
                            BencherMetric.slug(values.figure()),
                            new BencherMetric(values.value(), values.lower(), values.upper()));
        }
        Documents.write(benchmarks, out);
    }
}
