package dev.loopbench.probes.finding;

/** Scores of 0 to 100 and the severities they stand for. Stateless. */
final class Score {

    static final int INFO = 25;
    static final int WARN = 75;
    static final int MAX = 100;

    private Score() {}

    /** Worth knowing at the most: nobody was hurt. */
    static int atMostInfo(int score) {
        return Math.min(score, WARN - 1);
    }

    /** Wrong in any case: somebody was hurt. */
    static int atLeastWarn(int score) {
        return Math.max(score, WARN);
    }

    /**
     * {@code score} as far as a second quantity, with a score of its own, allows: all of it where
     * that one is wrong as well, else no more than it, and still worth knowing.
     */
    static int heldBackBy(int second, int score) {
        return second >= WARN ? score : Math.min(score, Math.max(INFO, second));
    }
}
