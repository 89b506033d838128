package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What a writer makes of a comparison. */
public final class ComparisonText {

    public static final Advice.Commands COMMANDS =
            new Advice.Commands("loopbench noise", "--with FILE", "loopbench ab");

    private ComparisonText() {}

    public static String by(ComparisonWriter writer, Comparison comparison) {
        StringBuilder out = new StringBuilder();
        try {
            writer.write(comparison, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
