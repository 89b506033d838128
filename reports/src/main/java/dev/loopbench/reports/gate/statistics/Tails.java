package dev.loopbench.reports.gate.statistics;

/** Upper tails of a discrete distribution. Immutable. */
final class Tails {

    private Tails() {}

    /** The sum from each index to the last, small terms first so that far tails keep all digits. */
    static double[] survival(double[] probability) {
        double[] survival = new double[probability.length];
        double sum = 0;
        for (int count = probability.length - 1; count >= 0; count--) {
            sum += probability[count];
            survival[count] = Math.min(sum, 1);
        }
        return survival;
    }

    static double at(double[] survival, int count) {
        if (count <= 0) {
            return 1;
        }
        return count < survival.length ? survival[count] : 0;
    }
}
