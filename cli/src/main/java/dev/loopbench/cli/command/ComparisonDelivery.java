package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.reports.format.ComparisonWriters;
import dev.loopbench.reports.gate.document.ComparisonTextWriter;
import dev.loopbench.reports.gate.document.ComparisonWriter;
import dev.loopbench.reports.gate.document.GithubAnnotations;
import dev.loopbench.reports.gate.model.Comparison;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a comparison to all places it is to go to, and says it to a runner that asks. Confined to
 * the main thread.
 */
final class ComparisonDelivery {

    private final Console console;
    private final Map<String, String> environment;
    private final RunOutputs outputs;

    ComparisonDelivery(Console console, Map<String, String> environment, RunOutputs outputs) {
        this.console = console;
        this.environment = environment;
        this.outputs = outputs;
    }

    /** The documents first: what only adorns them must not cost them. */
    void write(Comparison comparison) throws IOException {
        new Delivery(console, outputs)
                .write(
                        format ->
                                written(ComparisonWriters.writer(format).orElseThrow(), comparison),
                        style -> written(new ComparisonTextWriter(style), comparison));
        if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
            for (String annotation : GithubAnnotations.of(comparison)) {
                console.note(annotation + System.lineSeparator());
            }
        }
        StepSummary.in(environment)
                .flatMap(summary -> summary.append(comparison))
                .ifPresent(sentence -> outputs.note(console, sentence));
    }

    private static CharSequence written(ComparisonWriter writer, Comparison comparison)
            throws IOException {
        StringBuilder document = new StringBuilder();
        writer.write(comparison, document);
        return document;
    }
}
