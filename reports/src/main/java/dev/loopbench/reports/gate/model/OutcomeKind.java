package dev.loopbench.reports.gate.model;

import java.util.List;

/** What a comparison can come to. Immutable. */
public enum OutcomeKind {
    REGRESSION("regression"),
    NO_REGRESSION("no regression"),
    IMPROVEMENT("improvement"),
    INCONCLUSIVE("inconclusive"),
    UNCONFIRMED("unconfirmed"),
    TOO_NOISY("too noisy"),
    NOT_COMPARABLE("not comparable"),
    FAILED("failed"),
    WRONG_RESULT("wrong result"),
    INTERRUPTED("interrupted"),
    GOING_ON("going on"),
    /** In a document of a later version, in a word that this one does not know. */
    UNKNOWN("unknown");

    private final String word;

    OutcomeKind(String word) {
        this.word = word;
    }

    /** As documents have it. */
    public String word() {
        return word;
    }

    /** Whether the cells' verdicts can be believed. */
    public boolean isVerdict() {
        return switch (this) {
            case REGRESSION, NO_REGRESSION, IMPROVEMENT, INCONCLUSIVE, UNCONFIRMED -> true;
            case TOO_NOISY, NOT_COMPARABLE, FAILED, WRONG_RESULT, INTERRUPTED, GOING_ON, UNKNOWN ->
                    false;
        };
    }

    /**
     * What the verdicts of the gated cells come to: the worst of them, and what cannot be said goes
     * before what is well. Inconclusive where nothing is gated.
     */
    public static OutcomeKind of(List<CellResult> cells) {
        if (has(cells, Verdict.UNTRUSTED)) {
            return TOO_NOISY;
        }
        if (has(cells, Verdict.REGRESSION)) {
            return REGRESSION;
        }
        if (has(cells, Verdict.INCONCLUSIVE) || has(cells, Verdict.CANDIDATE)) {
            return INCONCLUSIVE;
        }
        if (has(cells, Verdict.UNCONFIRMED)) {
            return UNCONFIRMED;
        }
        if (has(cells, Verdict.IMPROVEMENT)) {
            return IMPROVEMENT;
        }
        return has(cells, Verdict.NO_REGRESSION) ? NO_REGRESSION : INCONCLUSIVE;
    }

    private static boolean has(List<CellResult> cells, Verdict verdict) {
        return cells.stream().anyMatch(c -> c.gated() && c.verdict() == verdict);
    }
}
