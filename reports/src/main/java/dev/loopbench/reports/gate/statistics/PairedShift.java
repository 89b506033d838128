package dev.loopbench.reports.gate.statistics;

/**
 * The shift of paired differences: the median of all their Walsh averages, and bounds which are
 * order statistics of these (Hodges and Lehmann 1963; Hollander and Wolfe, section 3.2).
 *
 * <p>Immutable. Exact where each difference is as likely so far above the shift as below; of no
 * differences at all the estimate is NaN and the bounds are infinite.
 */
public final class PairedShift implements Shift {

    private final int size;
    private final OrderedDifferences averages;
    private final Spread spread;

    /**
     * @param chance of as many pairs as there are differences
     */
    public PairedShift(double[] differences, SignedRank chance) {
        if (chance.pairs() != differences.length) {
            throw new IllegalArgumentException(
                    differences.length + " differences, a table of " + chance.pairs());
        }
        size = Finite.all(differences).length;
        averages = new OrderedDifferences(walsh(differences), chance);
        spread = Spread.of(differences);
    }

    public static PairedShift of(double... differences) {
        return new PairedShift(differences, SignedRank.of(differences.length));
    }

    private static double[] walsh(double[] differences) {
        int count = differences.length;
        double[] averages = new double[count * (count + 1) / 2];
        int next = 0;
        for (int first = 0; first < count; first++) {
            for (int second = first; second < count; second++) {
                averages[next++] = (differences[first] + differences[second]) / 2;
            }
        }
        return averages;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double estimate() {
        return averages.median();
    }

    @Override
    public double lowerBound(double level) {
        return averages.lowerBound(Level.checked(level));
    }

    @Override
    public double upperBound(double level) {
        return averages.upperBound(Level.checked(level));
    }

    @Override
    public double pAbove(double value) {
        return averages.pAbove(value);
    }

    @Override
    public double sigma() {
        return spread.deviation();
    }
}
