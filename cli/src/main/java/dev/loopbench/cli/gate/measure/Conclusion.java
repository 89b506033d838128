package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.reports.gate.document.Headline;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison.Outcome;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.util.List;

/** What a comparison came to, and what the process ends with. Stateless. */
public final class Conclusion {

    private Conclusion() {}

    /** Of a campaign that took its course. */
    static Outcome of(List<CellResult> cells, boolean inconclusiveFails) {
        OutcomeKind kind = OutcomeKind.of(cells);
        return new Outcome(
                kind, exitCode(kind, inconclusiveFails).number(), Headline.of(kind, cells));
    }

    /** Of one that had no course to its end. */
    static Outcome of(OutcomeKind kind, String sentence) {
        String whole = sentence.endsWith(".") ? sentence : sentence + ".";
        return new Outcome(kind, exitCode(kind, false).number(), whole);
    }

    /** Of a campaign that was to judge nothing. */
    static Outcome ofControls() {
        return of(OutcomeKind.INCONCLUSIVE, "base was measured against itself: nothing is judged.");
    }

    public static ExitCode exitCode(OutcomeKind kind, boolean inconclusiveFails) {
        return switch (kind) {
            case REGRESSION -> ExitCode.REGRESSION;
            case NO_REGRESSION, IMPROVEMENT, UNCONFIRMED -> ExitCode.OK;
            case INCONCLUSIVE -> inconclusiveFails ? ExitCode.INCONCLUSIVE : ExitCode.OK;
            case TOO_NOISY -> ExitCode.TOO_NOISY;
            case NOT_COMPARABLE -> ExitCode.NOT_COMPARABLE;
            case FAILED, GOING_ON, UNKNOWN -> ExitCode.FAILED;
            case WRONG_RESULT -> ExitCode.WRONG_RESULT;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
        };
    }
}
