package dev.loopbench.reports.gate.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.loopbench.reports.benchmark.Documents;
import dev.loopbench.reports.gate.model.Comparison;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Bencher Metric Format: head's medians of the gated cells by kind, as {@code
 * response-p99}, in the cell's unit.
 *
 * <p>Immutable. Bounds are the median moved by the bounds of the change. A comparison without a
 * verdict is an empty object.
 */
public final class ComparisonBencherWriter implements ComparisonWriter {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Metric(
            double value,
            @JsonProperty("lower_value") @Nullable Double lower,
            @JsonProperty("upper_value") @Nullable Double upper) {}

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        Map<String, Map<String, Metric>> benchmarks = new LinkedHashMap<>();
        for (GatedValues values : GatedValues.of(comparison)) {
            benchmarks
                    .computeIfAbsent(values.benchmark(), name -> new LinkedHashMap<>())
                    .put(
                            values.figure().replace('.', '-'),
                            new Metric(values.value(), values.lower(), values.upper()));
        }
        Documents.write(benchmarks, out);
    }
}
