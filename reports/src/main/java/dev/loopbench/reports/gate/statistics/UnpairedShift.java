package dev.loopbench.reports.gate.statistics;

/**
 * How far head lies above base where nothing pairs their values: the median of all differences of
 * one value from each side, and bounds which are order statistics of these (Hodges and Lehmann
 * 1963; Mann and Whitney 1947).
 *
 * <p>Immutable. Exact up to a hundred values a side and approximate beyond, as {@link RankSum} has
 * it; more than {@value #MOST_DIFFERENCES} differences are refused.
 */
public final class UnpairedShift implements Shift {

    /** Two thousand values a side, 32 MB while they are compared. */
    static final int MOST_DIFFERENCES = 4_000_000;

    private final int size;
    private final OrderedDifferences differences;
    private final double sigma;

    /**
     * @param chance of as many values as either side has
     */
    public UnpairedShift(double[] base, double[] head, RankSum chance) {
        if (chance.base() != base.length || chance.head() != head.length) {
            throw new IllegalArgumentException("the table is for other sizes");
        }
        Finite.all(base);
        Finite.all(head);
        size = Math.min(base.length, head.length);
        differences = new OrderedDifferences(between(base, head), chance);
        sigma = Math.hypot(Spread.of(base).deviation(), Spread.of(head).deviation());
    }

    public static UnpairedShift of(double[] base, double[] head) {
        return new UnpairedShift(base, head, RankSum.of(base.length, head.length));
    }

    private static double[] between(double[] base, double[] head) {
        long count = (long) base.length * head.length;
        if (count > MOST_DIFFERENCES) {
            throw new IllegalArgumentException(
                    base.length + " values against " + head.length + " are too many to compare");
        }
        double[] differences = new double[(int) count];
        int next = 0;
        for (double before : base) {
            for (double after : head) {
                differences[next++] = after - before;
            }
        }
        return differences;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double estimate() {
        return differences.median();
    }

    @Override
    public double lowerBound(double level) {
        return differences.lowerBound(Level.checked(level));
    }

    @Override
    public double upperBound(double level) {
        return differences.upperBound(Level.checked(level));
    }

    @Override
    public double pAbove(double value) {
        return differences.pAbove(value);
    }

    @Override
    public double sigma() {
        return sigma;
    }
}
