package dev.loopbench.cli.command;

import dev.loopbench.reports.format.ComparisonWriters;
import dev.loopbench.reports.gate.document.Advice;
import dev.loopbench.reports.gate.document.ComparisonMarkdownWriter;
import dev.loopbench.reports.gate.document.ComparisonTextWriter;
import dev.loopbench.reports.gate.document.ComparisonWriter;
import dev.loopbench.reports.gate.document.GithubAnnotations;
import dev.loopbench.reports.gate.model.Comparison;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a comparison to all places it is to go to, and says it to a runner that asks. Confined to
 * the main thread.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary">Job
 *     summaries</a>
 */
final class ComparisonDelivery {

    private static final String RUNNER = "GITHUB_ACTIONS";

    /** Names the page that the runner shows beside the job: Markdown, appended to the file. */
    private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

    /** The runner drops a longer summary altogether. */
    private static final long SUMMARY_BYTES_MAX = 1L << 20;

    private static final Advice.Commands COMMANDS =
            new Advice.Commands("loopbench noise", "--with FILE", "loopbench ab");

    private final Map<String, String> environment;
    private final Outputs outputs;

    ComparisonDelivery(Map<String, String> environment, Outputs outputs) {
        this.environment = environment;
        this.outputs = outputs;
    }

    /** The documents first: what only adorns them must not cost them. */
    void write(Comparison comparison) throws IOException {
        outputs.write(
                format ->
                        written(
                                ComparisonWriters.writer(format, COMMANDS).orElseThrow(),
                                comparison),
                style -> written(new ComparisonTextWriter(style, COMMANDS), comparison));
        if ("true".equals(environment.get(RUNNER))) {
            for (String annotation : GithubAnnotations.of(comparison)) {
                outputs.console().note(annotation + System.lineSeparator());
            }
        }
        String summary = environment.getOrDefault(STEP_SUMMARY, "");
        if (!summary.isEmpty()) {
            summarize(comparison, summary).ifPresent(outputs::note);
        }
    }

    /**
     * @return why it was not appended, as a sentence; empty if it was
     */
    private static Optional<String> summarize(Comparison comparison, String file) {
        try {
            String page = written(new ComparisonMarkdownWriter(COMMANDS), comparison) + "\n";
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            Path path = Path.of(file);
            long before = Files.exists(path) ? Files.size(path) : 0;
            if (before + bytes.length >= SUMMARY_BYTES_MAX) {
                return Optional.of("the step summary is full: the comparison is not in it.");
            }
            Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of("the step summary cannot be written: " + e.getMessage() + ".");
        }
    }

    private static CharSequence written(ComparisonWriter writer, Comparison comparison)
            throws IOException {
        StringBuilder document = new StringBuilder();
        writer.write(comparison, document);
        return document;
    }
}
