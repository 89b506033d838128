package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.reports.gate.model.OutcomeKind;

/** What the process ends with after a comparison. Stateless. */
public final class ComparisonOutcome {

    private ComparisonOutcome() {}

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
