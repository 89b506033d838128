package dev.loopbench.reports.gate.statistics;

/** The probability of an error that a test or a bound allows. Immutable. */
final class Level {

    private Level() {}

    static double checked(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "a level lies between 0 and 1, both excluded, not at " + level);
        }
        return level;
    }
}
