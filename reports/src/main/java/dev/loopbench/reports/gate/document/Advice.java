package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Method;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What to do about an answer that is none. Stateless. */
public final class Advice {

    /** Nobody waits for more pairs. */
    private static final int MOST_PAIRS = 1_000;

    /**
     * What users type for more. Immutable.
     *
     * @param noise tells how noisy the machine is
     * @param resume goes on with the pairs of a saved comparison
     * @param pairs measures pairs of fresh processes
     */
    public record Commands(String noise, String resume, String pairs) {

        /** The bare names: where nobody types commands. */
        public static final Commands BARE = new Commands("noise", "with FILE", "ab");
    }

    private Advice() {}

    public static List<String> of(Comparison comparison, Commands commands) {
        return switch (comparison.outcome().kind()) {
            case INCONCLUSIVE -> undecided(comparison, commands);
            case UNCONFIRMED, TOO_NOISY ->
                    List.of(
                            "Measure on a quieter machine: `"
                                    + commands.noise
                                    + "` tells what can be found on this one.");
            case INTERRUPTED ->
                    comparison.pairs().isEmpty()
                            ? List.of()
                            : List.of(
                                    "`"
                                            + commands.resume
                                            + "` goes on with the pairs of a saved comparison.");
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

    private static List<String> undecided(Comparison comparison, Commands commands) {
        boolean isPaired = comparison.method() == Method.AB;
        List<String> advice = new ArrayList<>();
        for (CellResult cell : comparison.cells()) {
            if (cell.gated() && cell.verdict() == Verdict.INCONCLUSIVE) {
                OptionalInt needed = needed(cell);
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
                        ? "`"
                                + commands.resume
                                + "` goes on with these pairs, under the same error budget."
                        : "Pairs of fresh processes tell more: `" + commands.pairs + "`.");
        return List.copyOf(advice);
    }

    /**
     * Pairs, or values on each side, if the change is as it looks; empty where it lies too near to
     * its margin, or too little is known.
     */
    private static OptionalInt needed(CellResult cell) {
        Double estimate = cell.change().estimateShare();
        Double margin = cell.definition().marginShare();
        Double sigma = cell.change().sigmaShare();
        Double level = cell.change().level();
        if (estimate == null || margin == null || sigma == null || level == null) {
            return OptionalInt.empty();
        }
        if (!(level > 0 && level < 1)) {
            return OptionalInt.empty();
        }
        double worse = cell.definition().lowerIsBetter() ? estimate : -estimate;
        OptionalInt needed =
                new SampleSize(level, SampleSize.USUAL_POWER)
                        .pairs(sigma, Math.abs(worse - margin));
        return needed.isPresent() && needed.getAsInt() <= MOST_PAIRS ? needed : OptionalInt.empty();
    }
}
