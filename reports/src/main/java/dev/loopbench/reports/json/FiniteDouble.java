package dev.loopbench.reports.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Refuses what JSON has no number for.
 *
 * <p>Immutable. A probe that divides by zero is wrong, and a quoted {@code "NaN"} would hide it
 * from everyone but the reader of the file.
 */
final class FiniteDouble extends StdSerializer<Double> {

    FiniteDouble() {
        super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
        if (!Double.isFinite(value)) {
            context.reportMappingProblem("%s is not a finite number", value);
        }
        out.writeNumber(value.doubleValue());
    }
}
