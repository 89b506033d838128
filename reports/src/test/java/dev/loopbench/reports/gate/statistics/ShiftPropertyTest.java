package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShiftPropertyTest {

    private static final double[] LEVELS = {0.2, 0.05, 0.01, 0.002, 0.00025};

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_bound_lies_above_exactly_what_the_test_rejects(long seed) {
        Random random = new Random(seed);
        for (Shift shift : shifts(random, random.nextBoolean())) {
            for (double level : LEVELS) {
                double bound = shift.lowerBound(level);
                for (int trial = 0; trial < 20; trial++) {
                    double value = rounded(random.nextGaussian());
                    assertThat(bound > value)
                            .as("seed %s level %s value %s", seed, level, value)
                            .isEqualTo(shift.pAbove(value) <= level);
                }
                if (Double.isFinite(bound)) {
                    assertThat(shift.pAbove(bound)).as("seed %s", seed).isGreaterThan(level);
                    assertThat(shift.pAbove(Math.nextDown(bound)))
                            .as("seed %s", seed)
                            .isLessThanOrEqualTo(level);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_mirror_image_has_mirrored_bounds(long seed) {
        Random random = new Random(seed);
        double[] base = values(random, 2 + random.nextInt(20), true);
        double[] head = values(random, 2 + random.nextInt(20), true);

        assertMirrored(Shift.paired(head), Shift.paired(negated(head)));
        assertMirrored(Shift.unpaired(base, head), Shift.unpaired(head, base));
    }

    private static void assertMirrored(Shift shift, Shift mirrored) {
        assertThat(mirrored.estimate()).isEqualTo(0 - shift.estimate());
        assertThat(mirrored.sigma()).isEqualTo(shift.sigma());
        for (double level : LEVELS) {
            assertThat(mirrored.lowerBound(level)).isEqualTo(0 - shift.upperBound(level));
            assertThat(mirrored.upperBound(level)).isEqualTo(0 - shift.lowerBound(level));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shifted_values_shift_the_estimate_and_its_bounds(long seed) {
        Random random = new Random(seed);
        double by = rounded(random.nextGaussian());
        double[] base = values(random, 15, false);
        double[] head = values(random, 14, false);
        double[] shifted = Arrays.stream(head).map(value -> value + by).toArray();

        assertShifted(Shift.paired(head), Shift.paired(shifted), by);
        assertShifted(Shift.unpaired(base, head), Shift.unpaired(base, shifted), by);
    }

    private static void assertShifted(Shift shift, Shift shifted, double by) {
        assertThat(shifted.estimate()).isCloseTo(shift.estimate() + by, within(1e-12));
        assertThat(shifted.lowerBound(0.01)).isCloseTo(shift.lowerBound(0.01) + by, within(1e-12));
        assertThat(shifted.upperBound(0.01)).isCloseTo(shift.upperBound(0.01) + by, within(1e-12));
        assertThat(shifted.sigma()).isCloseTo(shift.sigma(), within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void p_values_are_those_of_an_independent_implementation(long seed) {
        Random random = new Random(seed);
        double[] base = values(random, 3 + random.nextInt(20), false);
        double[] head = values(random, 3 + random.nextInt(25), false);
        double value = random.nextGaussian() / 2;

        assertThat(Shift.paired(head).pAbove(value))
                .as("signed rank, seed %s", seed)
                .isCloseTo(
                        WilcoxonSignedRankTest.withDefaults()
                                .with(AlternativeHypothesis.GREATER_THAN)
                                .with(PValueMethod.EXACT)
                                .withMu(value)
                                .test(head)
                                .getPValue(),
                        within(1e-12));
        assertThat(Shift.unpaired(base, head).pAbove(value))
                .as("rank sum, seed %s", seed)
                .isCloseTo(
                        MannWhitneyUTest.withDefaults()
                                .with(AlternativeHypothesis.GREATER_THAN)
                                .with(PValueMethod.EXACT)
                                .withMu(value)
                                .test(head, base)
                                .getPValue(),
                        within(1e-12));
    }

    private static Shift[] shifts(Random random, boolean tied) {
        double[] base = values(random, 1 + random.nextInt(25), tied);
        double[] head = values(random, 1 + random.nextInt(25), tied);
        return new Shift[] {Shift.paired(head), Shift.unpaired(base, head)};
    }

    private static double[] values(Random random, int count, boolean tied) {
        return random.doubles(count)
                .map(none -> random.nextGaussian())
                .map(value -> tied ? rounded(value) : value)
                .toArray();
    }

    /** To eighths: sums and halves of them are exact, and many are equal. */
    private static double rounded(double value) {
        return Math.rint(value * 8) / 8;
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> 0 - value).toArray();
    }
}
