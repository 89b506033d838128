package dev.loopbench.reports.gate.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The null distribution of the Mann-Whitney statistic: of all pairs of one value from each side,
 * how many have the greater value on the head's side.
 *
 * <p>Immutable. Exact where base times head is at most {@value #MOST_EXACT}; beyond that a normal
 * approximation with a continuity correction, whose far tails are heavier than the exact ones, so
 * that it errs on the side of no finding. Exact tables take (base times head)²/4 steps. {@link
 * Shift#unpaired} makes the test and its interval of it.
 */
public final class RankSum implements CountDistribution {

    /** A hundred values a side: 25 million steps. */
    static final int MOST_EXACT = 10_000;

    private final int base;
    private final int head;
    private final double[] survival;

    private RankSum(int base, int head, double[] survival) {
        this.base = base;
        this.head = head;
        this.survival = survival;
    }

    /** For so many values on either side. */
    public static RankSum of(int base, int head) {
        if (base < 0 || head < 0) {
            throw new IllegalArgumentException(
                    "a rank-sum test takes two sizes, not " + base + " and " + head);
        }
        if ((long) base * head > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    base + " values against " + head + " are too many to compare");
        }
        int differences = base * head;
        boolean exact = differences <= MOST_EXACT;
        return new RankSum(base, head, exact ? exactly(base, head) : new double[0]);
    }

    int base() {
        return base;
    }

    int head() {
        return head;
    }

    @Override
    public int most() {
        return base * head;
    }

    @Override
    public double survival(int count) {
        if (survival.length > 0) {
            return CountDistribution.tail(survival, count);
        }
        if (count <= 0 || count > most()) {
            return count <= 0 ? 1 : 0;
        }
        double pairs = most();
        double deviation = Math.sqrt(pairs * (base + head + 1.0) / 12);
        return NormalDistribution.of(pairs / 2, deviation).survivalProbability(count - 0.5);
    }

    /** Turned round, the distribution is the same, and fewer rows need less memory. */
    private static double[] exactly(int base, int head) {
        return CountDistribution.tails(probability(Math.min(base, head), Math.max(base, head)));
    }

    /**
     * The largest of all values is as likely one as another. If it is one of {@code rows} it beats
     * all of {@code columns}, and the rest is the same question with one row less; else with one
     * column less.
     */
    private static double[] probability(int rows, int columns) {
        double[][] table = new double[rows + 1][rows * columns + 1];
        for (double[] row : table) {
            row[0] = 1; // no columns: nothing is beaten
        }
        for (int column = 1; column <= columns; column++) {
            for (int row = 1; row <= rows; row++) {
                double[] fewer = table[row - 1];
                double[] same = table[row];
                double ofRow = (double) row / (row + column);
                for (int count = row * column; count >= 0; count--) {
                    double beaten = count >= column ? fewer[count - column] : 0;
                    same[count] = ofRow * beaten + (1 - ofRow) * same[count];
                }
            }
        }
        return table[rows];
    }
}
