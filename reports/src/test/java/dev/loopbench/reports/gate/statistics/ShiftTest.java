package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftTest {

    /**
     * Hamilton's depression factor IV of nine patients, before minus after: Hollander and Wolfe,
     * Nonparametric Statistical Methods, section 3.1, where T+ is 40, p 0.020 and the estimate
     * 0.46.
     */
    @Test
    void a_textbook_example_has_its_p_value_and_estimate() {
        Shift shift = Shift.paired(0.952, -0.147, 1.022, 0.430, 0.620, 0.590, 0.490, -0.080, 0.010);

        assertThat(shift.pAbove(0)).isCloseTo(10.0 / 512, within(1e-12));
        assertThat(shift.estimate()).isCloseTo(0.46, within(1e-9));
        assertThat(shift.size()).isEqualTo(9);
    }

    @Test
    void bounds_of_few_pairs_are_infinite_where_no_outcome_is_rare_enough() {
        Shift shift = Shift.paired(1, 2, 3, 4, 5);

        assertThat(shift.lowerBound(0.01)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(shift.upperBound(0.01)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(shift.lowerBound(1.0 / 32)).isEqualTo(1);
        assertThat(shift.upperBound(1.0 / 32)).isEqualTo(5);
        assertThat(shift.lowerBound(2.0 / 32)).isEqualTo(1.5);
    }

    @Test
    void nothing_observed_says_nothing() {
        Shift shift = Shift.paired();

        assertThat(shift.estimate()).isNaN();
        assertThat(shift.sigma()).isNaN();
        assertThat(shift.lowerBound(0.05)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(shift.pAbove(0)).isEqualTo(1);
        assertThat(Shift.unpaired(new double[0], new double[] {1}).pAbove(0)).isEqualTo(1);
    }

    @Test
    void differences_that_are_all_zero_are_no_evidence_of_a_change() {
        Shift shift = Shift.paired(new double[20]);

        assertThat(shift.pAbove(0)).isEqualTo(1);
        assertThat(shift.lowerBound(0.01)).isZero();
        assertThat(shift.upperBound(0.01)).isZero();
    }

    @Test
    void unpaired_values_are_compared_each_with_each() {
        Shift shift = Shift.unpaired(new double[] {1, 2, 4}, new double[] {4, 6, 9, 9});

        assertThat(shift.estimate()).isEqualTo(5);
        assertThat(shift.size()).isEqualTo(3);
        assertThat(shift.lowerBound(1.0 / 35)).isEqualTo(0);
        assertThat(shift.pAbove(-1)).isCloseTo(1.0 / 35, within(1e-12));
    }

    @Test
    void a_thousand_values_a_side_are_compared_too() {
        SplittableRandom random = new SplittableRandom(7);
        double[] base = random.doubles(1000).toArray();
        double[] head = random.doubles(1000).map(value -> value + 0.1).toArray();

        Shift shift = Shift.unpaired(base, head);

        assertThat(shift.estimate()).isCloseTo(0.1, within(0.03));
        assertThat(shift.lowerBound(0.001)).isBetween(0.03, 0.1);
        assertThat(shift.upperBound(0.001)).isBetween(0.1, 0.17);
        assertThat(shift.pAbove(0)).isLessThan(1e-6);
    }

    /** With ties, zeros of either sign and values of all sizes among the observations. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void estimate_and_bounds_are_those_of_the_list_of_all_differences(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            double[] base = observations(random, random.nextInt(1, 25));
            double[] head = observations(random, random.nextInt(1, 25));
            double[] averages =
                    IntStream.range(0, base.length)
                            .boxed()
                            .flatMapToDouble(
                                    first ->
                                            Arrays.stream(base, first, base.length)
                                                    .map(second -> (base[first] + second) / 2))
                            .sorted()
                            .toArray();
            double[] each =
                    Arrays.stream(base)
                            .flatMap(before -> Arrays.stream(head).map(after -> after - before))
                            .sorted()
                            .toArray();
            assertReadOff(averages, Shift.paired(base), SignedRank.of(base.length));
            assertReadOff(each, Shift.unpaired(base, head), RankSum.of(base.length, head.length));
        }
    }

    private static void assertReadOff(double[] list, Shift shift, CountDistribution chance) {
        assertThat(shift.estimate()).isEqualTo(Median.ofSorted(list) + 0.0);
        for (double level : new double[] {0.001, 0.025, 0.2, 0.5}) {
            int critical = chance.critical(level);
            if (critical <= list.length) {
                assertThat(shift.lowerBound(level)).isEqualTo(list[list.length - critical] + 0.0);
                assertThat(shift.upperBound(level)).isEqualTo(list[critical - 1] + 0.0);
            }
        }
        double value = list[list.length / 3];
        long above = Arrays.stream(list).filter(difference -> difference > value).count();
        assertThat(shift.pAbove(value)).isEqualTo(chance.survival((int) above));
    }

    private static double[] observations(SplittableRandom random, int count) {
        return random.doubles(count)
                .map(
                        value ->
                                value < 0.1
                                        ? -0.0
                                        : value < 0.5
                                                ? Math.rint(value * 10) - 3
                                                : (value - 0.7) * Math.pow(10, value * 20 - 10))
                .toArray();
    }

    /** Misses of the true shift are as frequent as the level says, within chance. */
    @ParameterizedTest
    @CsvSource({"5", "12", "20"})
    void bounds_cover_the_true_shift(int pairs) {
        SplittableRandom random = new SplittableRandom(pairs);
        SignedRank chance = SignedRank.of(pairs);
        int trials = 4000;
        int misses = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] values = new double[pairs];
            for (int i = 0; i < pairs; i++) {
                values[i] = 3 + random.nextGaussian();
            }
            if (Shift.paired(values, chance).lowerBound(0.05) > 3) {
                misses++;
            }
        }
        double exact = chance.survival(chance.critical(0.05));
        ClopperPearson share = new ClopperPearson(misses, trials);
        assertThat(exact).isBetween(share.lowerBound(1e-4), share.upperBound(1e-4));
        assertThat(exact).isBetween(0.03, 0.05);
    }

    @Test
    void what_has_no_value_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shift.paired(1, Double.NaN))
                .withMessage("not a finite number: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shift.unpaired(new double[50_000], new double[50_000]))
                .withMessage("50000 values against 50000 are too many to compare");
        assertThatIllegalArgumentException().isThrownBy(() -> Shift.paired(1, 2).lowerBound(0));
    }
}
