package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.document.Headline;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison.Outcome;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.util.List;

/** What a campaign came to, and what the process ends with. Stateless. */
final class Conclusion {

    private Conclusion() {}

    /** Of a campaign that took its course. */
    static Outcome of(List<CellResult> cells, boolean inconclusiveFails) {
        OutcomeKind kind = OutcomeKind.of(cells);
        return new Outcome(
                kind,
                ComparisonOutcome.exitCode(kind, inconclusiveFails).number(),
                Headline.of(kind, cells));
    }

    /** Of one that had no course to its end. */
    static Outcome of(OutcomeKind kind, String sentence) {
        String whole = sentence.endsWith(".") ? sentence : sentence + ".";
        return new Outcome(kind, ComparisonOutcome.exitCode(kind, false).number(), whole);
    }

    /** Of a campaign that was to judge nothing. */
    static Outcome ofControls() {
        return of(OutcomeKind.INCONCLUSIVE, "base was measured against itself: nothing is judged.");
    }
}
