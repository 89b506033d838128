package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.result.Config;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.junit.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a comparison as JUnit's XML: a test for each gated cell, and one for the comparison as a
 * whole.
 *
 * <p>Immutable. A regression is a failure; what cannot be told, or not be trusted, is skipped; a
 * fault of a fork or a cell that is missing is an error. What the answer rests on stands in {@code
 * system-out}.
 */
public final class ComparisonJunitWriter implements ComparisonWriter {

    @Override
    public void write(Comparison comparison, Appendable out) throws IOException {
        new Suite(
                        name(comparison),
                        comparison.started(),
                        comparison.durationNanos(),
                        CellChecks.of(comparison),
                        text(comparison))
                .write(out);
    }

    private static String name(Comparison comparison) {
        Config config = comparison.base().config();
        String method = comparison.method().word();
        return config == null ? method : method + " " + config.workload();
    }

    private static String text(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(comparison.outcome().kind().word() + ": " + comparison.outcome().sentence());
        SideFacts.of(comparison).varied().forEach(varied -> lines.add("varied: " + varied));
        Seat seat = comparison.seat();
        if (seat != null) {
            lines.add(seat.sentence());
        }
        lines.addAll(Certainty.of(comparison));
        return String.join("\n", lines) + "\n";
    }
}
