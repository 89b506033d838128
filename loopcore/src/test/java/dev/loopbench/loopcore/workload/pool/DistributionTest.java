package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

    private static final int DRAWS = 300_000;
    private static final long MEAN_NANOS = 10_000_000;

    /** A true figure is further away once in two million samples. */
    private static final double STANDARD_ERRORS = 5;

    /**
     * @param kurtosis fourth central moment over squared variance
     * @param shortShare of lengths below the mean
     */
    private record Expected(double cs2, double kurtosis, double shortShare) {}

    private static Expected expected(Distribution distribution) {
        double e = Math.E;
        return switch (distribution) {
            case CONSTANT -> new Expected(0, 0, 0);
            case UNIFORM -> new Expected(1 / 3.0, 9 / 5.0, 0.5);
            case EXPONENTIAL -> new Expected(1, 9, 1 - 1 / e);
            case LOGNORMAL ->
                    // The share is that of a normal draw below half a sigma.
                    new Expected(
                            e - 1,
                            Math.pow(e, 4) + 2 * Math.pow(e, 3) + 3 * e * e - 3,
                            0.691_462_461);
        };
    }

    static Stream<Arguments> distributions_and_seeds() {
        return Arrays.stream(Distribution.values())
                .flatMap(
                        distribution ->
                                Stream.of(1L, 2L, 3L)
                                        .map(seed -> Arguments.of(distribution, seed)));
    }

    @ParameterizedTest
    @MethodSource("distributions_and_seeds")
    void mean_spread_and_shape_are_those_of_the_distribution(Distribution distribution, long seed) {
        Expected expected = expected(distribution);
        double[] lengths = draw(distribution, seed);
        double mean = DoubleStream.of(lengths).average().orElseThrow();
        double variance = DoubleStream.of(lengths).map(x -> (x - mean) * (x - mean)).sum() / DRAWS;
        double shortShare =
                DoubleStream.of(lengths).filter(x -> x < MEAN_NANOS).count() / (double) DRAWS;

        double meanError = STANDARD_ERRORS * Math.sqrt(expected.cs2 / DRAWS);
        assertThat(mean / MEAN_NANOS).as("mean, seed %d", seed).isCloseTo(1, within(meanError));
        double varianceError =
                STANDARD_ERRORS * Math.sqrt(Math.max(0, expected.kurtosis - 1) / DRAWS);
        assertThat(variance / (mean * mean))
                .as("Cs2, seed %d", seed)
                .isCloseTo(expected.cs2, within(expected.cs2 * (varianceError + 2 * meanError)));
        double share = expected.shortShare;
        assertThat(shortShare)
                .as("share below the mean, seed %d", seed)
                .isCloseTo(share, within(STANDARD_ERRORS * Math.sqrt(share * (1 - share) / DRAWS)));
    }

    @Test
    void no_length_is_negative_or_beyond_what_a_clock_can_count() {
        for (Distribution distribution : Distribution.values()) {
            assertThat(DoubleStream.of(draw(distribution, 4))).allMatch(x -> x >= 0 && x < 1e12);
        }
    }

    @Test
    void the_lengths_of_a_seed_are_the_same_on_every_machine() {
        SplittableRandom random = new SplittableRandom(1);

        assertThat(Distribution.UNIFORM.nanos(MEAN_NANOS, random)).isEqualTo(11_331_232);
        assertThat(Distribution.EXPONENTIAL.nanos(MEAN_NANOS, random)).isEqualTo(13_695_622);
        assertThat(Distribution.LOGNORMAL.nanos(MEAN_NANOS, random)).isEqualTo(497_837);
    }

    @Test
    void a_label_names_its_distribution() {
        assertThat(Distribution.labels())
                .containsExactly("constant", "uniform", "exponential", "lognormal")
                .allMatch(label -> Distribution.of(label).label().equals(label));
    }

    private static double[] draw(Distribution distribution, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] lengths = new double[DRAWS];
        Arrays.setAll(lengths, index -> distribution.nanos(MEAN_NANOS, random));
        return lengths;
    }
}
