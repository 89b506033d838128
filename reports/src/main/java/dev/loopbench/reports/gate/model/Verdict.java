package dev.loopbench.reports.gate.model;

/** What is said of one cell. Immutable. */
public enum Verdict {
    /** Worse than the margin allows, and fresh pairs said so again. */
    REGRESSION("regression"),
    /** Worse than the margin allows, and nobody has looked again yet. */
    CANDIDATE("candidate"),
    /** A candidate that fresh pairs did not confirm. */
    UNCONFIRMED("unconfirmed"),
    /** A regression by the numbers, but base moved against itself as well. */
    UNTRUSTED("untrusted"),
    /** Better than the margin asks for. */
    IMPROVEMENT("improvement"),
    /** Not worse than the margin allows. */
    NO_REGRESSION("no regression"),
    /** The interval holds the margin. */
    INCONCLUSIVE("inconclusive"),
    /** Shown, not gated. */
    INFORMATION("information"),
    /** In a document of a later version, in a word that this one does not know. */
    UNKNOWN("unknown");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** As reports say it. */
    public String words() {
        return words;
    }
}
