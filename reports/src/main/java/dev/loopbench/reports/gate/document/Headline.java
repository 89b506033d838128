package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a comparison that came to a verdict, in one sentence. Stateless. */
public final class Headline {

    private Headline() {}

    /** Without the outcome's word; it stands before. */
    public static String of(OutcomeKind kind, List<CellResult> cells) {
        List<CellResult> gated = cells.stream().filter(CellResult::gated).toList();
        return switch (kind) {
            case REGRESSION -> regression(with(gated, Verdict.REGRESSION));
            case IMPROVEMENT -> phrase(with(gated, Verdict.IMPROVEMENT), "better") + ".";
            case INCONCLUSIVE -> inconclusive(gated);
            case UNCONFIRMED -> unconfirmed(with(gated, Verdict.UNCONFIRMED));
            case TOO_NOISY -> untrusted(with(gated, Verdict.UNTRUSTED));
            case NO_REGRESSION -> noRegression(gated);
            case NOT_COMPARABLE, FAILED, WRONG_RESULT, INTERRUPTED, GOING_ON, UNKNOWN ->
                    throw new IllegalArgumentException(kind + " is nothing that cells tell");
        };
    }

    private static String regression(List<CellResult> cells) {
        Confirmation confirmation = cells.get(0).confirmation();
        return phrase(cells, "worse")
                + (confirmation == null
                        ? ""
                        : ", confirmed by " + Numbers.count(confirmation.pairs(), "fresh pair"))
                + ".";
    }

    private static String unconfirmed(List<CellResult> cells) {
        Confirmation confirmation = cells.get(0).confirmation();
        return cells.get(0).name()
                + " looked worse, and "
                + (confirmation == null
                        ? "fresh pairs"
                        : Numbers.count(confirmation.pairs(), "fresh pair"))
                + " did not confirm it"
                + more(cells, "likewise")
                + ".";
    }

    private static String untrusted(List<CellResult> cells) {
        if (cells.isEmpty()) {
            return "the machine disturbed too many pairs.";
        }
        CellResult first = cells.get(0);
        Double control = first.change().controlShare();
        return first.name()
                + " changed by "
                + CellWords.change(first)
                + ", but base against itself by "
                + (control == null ? Numbers.NONE : Numbers.signedChange(control))
                + more(cells, "likewise")
                + ".";
    }

    private static String inconclusive(List<CellResult> gated) {
        List<CellResult> open =
                gated.stream()
                        .filter(
                                cell ->
                                        cell.verdict() == Verdict.INCONCLUSIVE
                                                || cell.verdict() == Verdict.CANDIDATE)
                        .toList();
        if (open.isEmpty()) {
            return "no cell could be gated.";
        }
        CellResult first = open.get(0);
        String reason = first.reason();
        if (first.change().lowerShare() == null && first.change().upperShare() == null) {
            return first.name()
                    + " cannot be told"
                    + (reason == null ? "" : ": " + reason)
                    + more(open, "likewise")
                    + ".";
        }
        return first.name()
                + " changed by "
                + CellWords.interval(first)
                + margin(first)
                + more(open, "likewise")
                + ".";
    }

    private static String margin(CellResult cell) {
        Double margin = cell.definition().marginShare();
        return margin == null
                ? ""
                : ", which leaves open whether it keeps its margin of "
                        + Numbers.roundShare(margin);
    }

    private static String noRegression(List<CellResult> gated) {
        if (gated.stream().allMatch(Headline::isUnchanged)) {
            return "all values are the same.";
        }
        CellResult nearest =
                gated.stream().max(Comparator.comparingDouble(Headline::worstShare)).orElseThrow();
        return "none of "
                + Numbers.count(gated.size(), "gated cell")
                + " is worse by its margin; nearest to it comes "
                + nearest.name()
                + " ("
                + CellWords.interval(nearest)
                + margined(nearest.definition().marginShare())
                + ").";
    }

    private static String margined(@Nullable Double margin) {
        return margin == null ? "" : ", margin " + Numbers.roundShare(margin);
    }

    private static boolean isUnchanged(CellResult cell) {
        return cell.change().estimateShare() != null
                && cell.change().estimateShare() == 0
                && isZeroOrOpen(cell.change().lowerShare())
                && isZeroOrOpen(cell.change().upperShare());
    }

    private static boolean isZeroOrOpen(@Nullable Double bound) {
        return bound == null || bound == 0;
    }

    /** The bound on the bad side, in margins. */
    private static double worstShare(CellResult cell) {
        Double worst =
                cell.definition().lowerIsBetter()
                        ? cell.change().upperShare()
                        : cell.change().lowerShare();
        Double margin = cell.definition().marginShare();
        if (worst == null || margin == null || margin == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return (cell.definition().lowerIsBetter() ? worst : -worst) / margin;
    }

    private static String phrase(List<CellResult> cells, String others) {
        return CellWords.phrase(cells.get(0)) + more(cells, others);
    }

    private static String more(List<CellResult> cells, String how) {
        int others = cells.size() - 1;
        return others == 0 ? "" : ", " + Numbers.count(others, "more cell") + " " + how;
    }

    /** The surest change first: the one whose interval is short beside it. */
    private static List<CellResult> with(List<CellResult> cells, Verdict verdict) {
        return cells.stream()
                .filter(cell -> cell.verdict() == verdict)
                .sorted(Comparator.comparingDouble(Headline::sureness).reversed())
                .toList();
    }

    private static double sureness(CellResult cell) {
        Double lower = cell.change().lowerShare();
        Double upper = cell.change().upperShare();
        Double estimate = cell.change().estimateShare();
        return lower == null || upper == null || estimate == null || upper <= lower
                ? 0
                : Math.abs(estimate) / (upper - lower);
    }
}
