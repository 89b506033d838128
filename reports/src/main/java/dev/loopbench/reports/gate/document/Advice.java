package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Method;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What to do about an answer that is none. Stateless. */
public final class Advice {

    private Advice() {}

    public static List<String> of(Comparison comparison) {
        return switch (comparison.outcome().kind()) {
            case INCONCLUSIVE -> undecided(comparison);
            case UNCONFIRMED, TOO_NOISY ->
                    List.of(
                            "Measure on a quieter machine: `loopbench noise` tells what can be"
                                    + " found on this one.");
            case INTERRUPTED ->
                    comparison.pairs().isEmpty()
                            ? List.of()
                            : List.of(
                                    "`--with FILE` goes on with the pairs of a saved comparison.");
            case REGRESSION,
                    NO_REGRESSION,
                    IMPROVEMENT,
                    NOT_COMPARABLE,
                    FAILED,
                    WRONG_RESULT,
                    GOING_ON,
                    UNKNOWN ->
                    List.of();
        };
    }

    private static List<String> undecided(Comparison comparison) {
        boolean isPaired = comparison.method() == Method.AB;
        List<String> advice = new ArrayList<>();
        for (CellResult cell : comparison.cells()) {
            if (cell.gated() && cell.verdict() == Verdict.INCONCLUSIVE) {
                OptionalInt needed = Observations.needed(cell);
                advice.add(
                        needed.isEmpty()
                                ? cell.name() + " lies too near to its margin to be told apart."
                                : cell.name()
                                        + " would need about "
                                        + needed.getAsInt()
                                        + (isPaired ? " pairs." : " values on each side."));
            }
        }
        advice.add(
                isPaired
                        ? "`--with FILE` goes on with these pairs, under the same error budget."
                        : "Pairs of fresh processes tell more: `loopbench ab`.");
        return List.copyOf(advice);
    }
}
