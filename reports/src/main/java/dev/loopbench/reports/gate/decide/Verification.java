package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.GatedCell;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.gate.statistics.SampleSize;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What becomes of candidates: fresh pairs confirm them, and base against itself must not have moved
 * as far as they have. Immutable.
 */
final class Verification {

    /** Base may move against itself by so much of a candidate's change before it is doubted. */
    private static final double TOLERATED_SHARE = 0.5;

    /** Of each of the two bounds of what base shows against itself. */
    private static final double CONTROL_LEVEL = 0.025;

    private static final double POWER = 0.95;

    /** Of an estimate to lie on either side of the truth. */
    private static final double EVEN_ODDS = 0.5;

    private static final int MOST_USUAL_PAIRS = 30;

    private final Rules rules;

    Verification(Rules rules) {
        this.rules = rules;
    }

    /** At least so many fresh pairs: with fewer no bound at the campaign's level is finite. */
    int leastPairs() {
        return Math.max(rules.confirmPairs(), SampleSize.leastPairs(rules.falseAlarmShare()));
    }

    /**
     * So many fresh pairs that a change as large as the candidates' shows again, but no more than
     * the look itself took or {@link #MOST_USUAL_PAIRS}. What the look saw sizes the fresh pairs,
     * and is no evidence for them.
     */
    int pairs(List<Judgement> judged) {
        int pairs = leastPairs();
        for (Judgement judgement : judged) {
            if (judgement.verdict() == Verdict.CANDIDATE) {
                int most = Math.max(MOST_USUAL_PAIRS, judgement.shift().size());
                pairs = Math.max(pairs, Math.min(most, pairs(judgement.cell(), judgement.shift())));
            }
        }
        return pairs;
    }

    /**
     * The bound has to leave 0 behind, and the estimate the margin. What was found early is found
     * for being overestimated, and its scatter for being underestimated: so the change is taken for
     * one standard error smaller, and the scatter for one larger.
     */
    private int pairs(GatedCell cell, Shift seen) {
        double sigma = seen.sigma() * (1 + 1 / Math.sqrt(2.0 * (seen.size() - 1)));
        double least = seen.estimate() - sigma / Math.sqrt(seen.size());
        OptionalInt forBound = new SampleSize(rules.falseAlarmShare(), POWER).pairs(sigma, least);
        OptionalInt forEstimate =
                new SampleSize(EVEN_ODDS, POWER).pairs(sigma, least - cell.marginLog());
        return Math.max(forBound.orElse(MOST_USUAL_PAIRS), forEstimate.orElse(MOST_USUAL_PAIRS));
    }

    List<Judgement> verdicts(List<Judgement> judged, Differences fresh, Differences control) {
        List<Shift> shifts = fresh.shifts();
        List<Judgement> judgements = new ArrayList<>(withControl(judged, control));
        for (int cell = 0; cell < judgements.size(); cell++) {
            if (judgements.get(cell).verdict() == Verdict.CANDIDATE) {
                judgements.set(cell, confirmed(judgements.get(cell), shifts.get(cell)));
            }
        }
        if (baseMoved(judgements, control)) {
            judgements.replaceAll(Verification::doubted);
        }
        return List.copyOf(judgements);
    }

    private Judgement confirmed(Judgement candidate, Shift fresh) {
        double level = rules.falseAlarmShare();
        boolean again =
                fresh.lowerBound(level) > 0 && fresh.estimate() > candidate.cell().marginLog();
        return candidate
                .as(again ? Verdict.REGRESSION : Verdict.UNCONFIRMED)
                .with(Confirmation.of(candidate.cell().cell(), fresh, level, again));
    }

    /** One regression that base shows as well casts doubt on all that were found with it. */
    private boolean baseMoved(List<Judgement> judgements, Differences control) {
        if (control.size() == 0) {
            return false; // nothing speaks against the candidates
        }
        List<Shift> shifts = control.shifts();
        for (int cell = 0; cell < judgements.size(); cell++) {
            Judgement judgement = judgements.get(cell);
            double tolerated =
                    Math.max(
                            judgement.cell().marginLog(),
                            TOLERATED_SHARE * judgement.shift().estimate());
            if (judgement.verdict() == Verdict.REGRESSION
                    && Math.abs(shifts.get(cell).estimate()) > tolerated
                    && isShown(shifts.get(cell))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether base moved at all: the mean of half a dozen pairs lies anywhere where they scatter by
     * ten per cent, which is no reason to doubt what many pairs have shown twice. With too few
     * pairs for any bound the estimate alone casts the doubt.
     */
    private static boolean isShown(Shift control) {
        double lower = control.lowerBound(CONTROL_LEVEL);
        double upper = control.upperBound(CONTROL_LEVEL);
        boolean cannotTell = Double.isInfinite(lower) && Double.isInfinite(upper);
        return cannotTell || lower > 0 || upper < 0;
    }

    private static Judgement doubted(Judgement judgement) {
        return judgement.verdict() == Verdict.REGRESSION
                ? judgement.as(Verdict.UNTRUSTED)
                : judgement;
    }

    /** With what the pairs of base against itself show, where there are any. */
    List<Judgement> withControl(List<Judgement> judgements, Differences control) {
        if (control.size() == 0) {
            return List.copyOf(judgements);
        }
        List<Shift> shifts = control.shifts();
        List<Judgement> controlled = new ArrayList<>();
        for (int cell = 0; cell < judgements.size(); cell++) {
            controlled.add(judgements.get(cell).withControl(shifts.get(cell)));
        }
        return List.copyOf(controlled);
    }
}
