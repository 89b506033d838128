package dev.loopbench.reports.gate.statistics;

/**
 * The exact null distribution of Wilcoxon's signed-rank statistic: the sum of those of the ranks
 * 1..n that got a plus, each by the toss of a fair coin.
 *
 * <p>Immutable. Counting subsets of 1..n by their sum takes n³/2 steps: make one for many tests.
 */
public final class SignedRank implements CountDistribution {

    /** Beyond it the probability of a single outcome, 2^-n, is no double any more. */
    public static final int MOST_PAIRS = 1000;

    private final int pairs;
    private final double[] survival;

    private SignedRank(int pairs, double[] survival) {
        this.pairs = pairs;
        this.survival = survival;
    }

    /**
     * @param pairs at most {@link #MOST_PAIRS}
     */
    public static SignedRank of(int pairs) {
        if (pairs < 0 || pairs > MOST_PAIRS) {
            throw new IllegalArgumentException(
                    "a signed-rank test takes 0 to " + MOST_PAIRS + " pairs, not " + pairs);
        }
        double[] probability = new double[pairs * (pairs + 1) / 2 + 1];
        probability[0] = 1;
        int most = 0;
        for (int rank = 1; rank <= pairs; rank++) {
            most += rank;
            for (int sum = most; sum >= 0; sum--) { // downwards: no rank counts twice
                double without = probability[sum];
                double with = sum >= rank ? probability[sum - rank] : 0;
                probability[sum] = (without + with) / 2;
            }
        }
        return new SignedRank(pairs, CountDistribution.tails(probability));
    }

    public int pairs() {
        return pairs;
    }

    @Override
    public int most() {
        return survival.length - 1;
    }

    @Override
    public double survival(int count) {
        return CountDistribution.tail(survival, count);
    }
}
