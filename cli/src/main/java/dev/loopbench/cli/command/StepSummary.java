package dev.loopbench.cli.command;

import dev.loopbench.reports.gate.document.ComparisonMarkdownWriter;
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
 * The page that a runner shows beside the job: Markdown, appended to the file it names. Immutable.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary">Job
 *     summaries</a>
 */
final class StepSummary {

    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    /** The runner drops a longer file altogether. */
    private static final long LENGTH_BYTES_MAX = 1L << 20;

    private final String file;

    private StepSummary(String file) {
        this.file = file;
    }

    /** Empty where no runner names one. */
    static Optional<StepSummary> in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(file -> !file.isEmpty())
                .map(StepSummary::new);
    }

    /**
     * @return why it was not appended, as a sentence; empty if it was
     */
    Optional<String> append(Comparison comparison) {
        try {
            StringBuilder page = new StringBuilder();
            new ComparisonMarkdownWriter().write(comparison, page);
            byte[] bytes = page.append('\n').toString().getBytes(StandardCharsets.UTF_8);
            Path path = Path.of(file);
            long before = Files.exists(path) ? Files.size(path) : 0;
            if (before + bytes.length >= LENGTH_BYTES_MAX) {
                return Optional.of("the step summary is full: the comparison is not in it.");
            }
            Files.write(path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of("the step summary cannot be written: " + e.getMessage() + ".");
        }
    }
}
