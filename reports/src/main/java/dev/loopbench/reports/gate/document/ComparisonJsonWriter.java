package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.json.Json;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a comparison with all that it rests on: one JSON document as {@code
 * loopbench-comparison-1.schema.json} describes it, keys always in the same order.
 *
 * <p>Immutable. A number that is not finite is a mistake of whoever compared and ends in an {@link
 * IllegalArgumentException} that names it.
 */
public final class ComparisonJsonWriter implements ComparisonWriter {

    private final JsonMapper mapper = ComparisonMapper.create();

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        out.append(Json.of(comparison, mapper)).append('\n');
    }
}
