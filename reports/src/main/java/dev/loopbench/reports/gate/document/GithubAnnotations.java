package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What a runner shows beside the job: one error for each cell that regressed, or one for a
 * comparison that failed. Stateless.
 *
 * <p>A step shows no more than ten of them.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">Workflow
 *     commands</a>
 */
public final class GithubAnnotations {

    private static final int MAX = 10;

    private GithubAnnotations() {}

    /** Workflow commands, a line each without its end. */
    public static List<String> of(Comparison comparison) {
        OutcomeKind kind = comparison.outcome().kind();
        boolean fails = comparison.outcome().exitCode() != 0;
        return switch (kind) {
            case REGRESSION -> cells(fails, comparison.cells(), Verdict.REGRESSION);
            case INCONCLUSIVE ->
                    fails ? cells(fails, comparison.cells(), Verdict.INCONCLUSIVE) : List.of();
            case TOO_NOISY, NOT_COMPARABLE, FAILED, WRONG_RESULT ->
                    List.of(
                            command(
                                    fails,
                                    "loopbench " + kind.word(),
                                    comparison.outcome().sentence()));
            case NO_REGRESSION, IMPROVEMENT, UNCONFIRMED, INTERRUPTED, GOING_ON, UNKNOWN ->
                    List.of();
        };
    }

    private static List<String> cells(boolean fails, List<CellResult> cells, Verdict verdict) {
        List<CellResult> failing =
                cells.stream()
                        .filter(CellResult::gated)
                        .filter(cell -> cell.verdict() == verdict)
                        .toList();
        List<String> commands = new ArrayList<>();
        for (CellResult cell : failing.subList(0, Math.min(failing.size(), MAX))) {
            boolean isLast = commands.size() == MAX - 1 && failing.size() > MAX;
            String more = isLast ? "; " + (failing.size() - MAX) + " more cells alike" : "";
            commands.add(command(fails, "loopbench " + cell.name(), CellWords.phrase(cell) + more));
        }
        return List.copyOf(commands);
    }

    /** What is only said, as by an advisory comparison, is no error. */
    private static String command(boolean fails, String title, String message) {
        return (fails ? "::error" : "::warning")
                + " title="
                + property(title)
                + "::"
                + data(message);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
