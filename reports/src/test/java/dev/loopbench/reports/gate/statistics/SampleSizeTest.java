package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {

    private static final SampleSize USUAL = new SampleSize(0.005, SampleSize.USUAL_POWER);

    /** Scatter in per cent; pairs for +5 %, +5 %, +10 %, +10 %, +20 % beyond 0, 2, 3, 5, 5 %. */
    @ParameterizedTest
    @CsvSource({
        "1, 8, 8, 8, 8, 8",
        "2, 8, 11, 8, 8, 8",
        "3, 10, 21, 8, 10, 8",
        "5, 20, 50, 13, 22, 8",
        "8, 46, 123, 27, 50, 10",
        "10, 69, 189, 40, 76, 13",
        "15, 151, 421, 85, 166, 24"
    })
    void pairs_grow_with_the_square_of_the_scatter(
            double sigma, int five, int fiveOver2, int tenOver3, int tenOver5, int twentyOver5) {
        assertThat(
                        new int[] {
                            pairs(sigma, 5, 0),
                            pairs(sigma, 5, 2),
                            pairs(sigma, 10, 3),
                            pairs(sigma, 10, 5),
                            pairs(sigma, 20, 5)
                        })
                .containsExactly(five, fiveOver2, tenOver3, tenOver5, twentyOver5);
    }

    private static int pairs(double sigma, double change, double margin) {
        double excess = Math.log1p(change / 100) - Math.log1p(margin / 100);
        return USUAL.pairs(sigma / 100, excess).orElseThrow();
    }

    /** Simulated: 12 pairs of 2 % find +5 % beyond 2 %, and 20 pairs of 5 % find it beyond 0. */
    @ParameterizedTest
    @CsvSource({"12, 0.02, 0.02, 0.94", "20, 0.05, 0, 0.90"})
    void so_many_pairs_have_the_power_promised(
            int pairs, double sigma, double margin, double power) {
        SplittableRandom random = new SplittableRandom(pairs);
        SignedRank chance = SignedRank.of(pairs);
        int trials = 3000;
        int found = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] differences = new double[pairs];
            for (int i = 0; i < pairs; i++) {
                differences[i] = Math.log1p(0.05) + sigma * random.nextGaussian();
            }
            if (Shift.paired(differences, chance).pAbove(Math.log1p(margin)) <= 0.005) {
                found++;
            }
        }
        double error = Math.sqrt(power * (1 - power) / trials);
        assertThat((double) found / trials).isCloseTo(power, within(3 * Math.sqrt(2) * error));
    }

    @Test
    void what_is_detectable_needs_just_as_many_pairs() {
        for (int pairs = 12; pairs < 200; pairs += 7) {
            double excess = USUAL.detectableExcess(0.05, pairs);

            assertThat(USUAL.pairs(0.05, excess * 1.0001)).hasValue(pairs);
            assertThat(USUAL.pairs(0.05, excess * 0.9999)).hasValue(pairs + 1);
        }
    }

    @Test
    void fewer_pairs_than_exactness_asks_for_detect_nothing() {
        SampleSize strict = new SampleSize(0.0002, SampleSize.USUAL_POWER);

        assertThat(strict.pairs(0, 0.01)).hasValue(13);
        assertThat(strict.detectableExcess(0.01, 12)).isInfinite();
        assertThat(strict.detectableExcess(0.01, 13)).isFinite();
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "0.01, 7", "0.0078125, 7", "0.0078, 8", "0.00025, 12", "0.0002, 13"})
    void exactness_asks_for_a_p_value_as_small_as_the_level(double level, int pairs) {
        assertThat(SampleSize.leastPairs(level)).isEqualTo(pairs);
    }

    @Test
    void a_change_within_the_margin_is_not_found_by_any_number_of_pairs() {
        assertThat(USUAL.pairs(0.01, 0)).isEmpty();
        assertThat(USUAL.pairs(1e9, 1e-9)).isEmpty();
    }
}
