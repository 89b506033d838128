package dev.loopbench.reports.gate.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down procedure over a family of hypotheses: the chance that any true one is rejected
 * is at most the family's level, however they depend on each other (Holm 1979).
 *
 * <p>Immutable. The smallest p value of m is held against level/m, the next against level/(m-1),
 * until one is too large; that one and all after it stand.
 */
public final class Holm {

    private final boolean[] rejected;
    private final double[] levels;

    /**
     * @param pValues one for each hypothesis
     * @param familyLevel shared by all
     */
    public Holm(double[] pValues, double familyLevel) {
        Level.checked(familyLevel);
        int family = pValues.length;
        rejected = new boolean[family];
        levels = new double[family];
        boolean standing = false;
        int left = family;
        for (int index : ascending(pValues)) {
            levels[index] = familyLevel / left;
            standing = standing || !(pValues[index] <= levels[index]);
            if (!standing) {
                rejected[index] = true;
                left--;
            }
        }
    }

    private static int[] ascending(double[] pValues) {
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> pValues[index]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    public boolean rejected(int index) {
        return rejected[index];
    }

    /**
     * The level of the step at which the hypothesis was rejected; of those that stand, the level of
     * the step at which the procedure ended, for no p value among them is below it.
     */
    public double level(int index) {
        return levels[index];
    }
}
