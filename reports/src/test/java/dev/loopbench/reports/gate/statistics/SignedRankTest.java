package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedRankTest {

    /**
     * One-sided critical values T of the smaller rank sum, n = 5 to 30, none where there is a dash:
     * OEIS A226329 (5 %), A226330 (2.5 %), A226331 (1 %), A226332 (0.5 %); the same as in
     * McCornack, Extended tables of the Wilcoxon matched pair signed rank statistic, JASA 60
     * (1965).
     */
    @ParameterizedTest
    @CsvSource({
        "0.05, 0 2 3 5 8 10 13 17 21 25 30 35 41 47 53 60 67 75 83 91 100 110 119 130 140 151",
        "0.025, - 0 2 3 5 8 10 13 17 21 25 29 34 40 46 52 58 65 73 81 89 98 107 116 126 137",
        "0.01, - - 0 1 3 5 7 9 12 15 19 23 27 32 37 43 49 55 62 69 76 84 92 101 110 120",
        "0.005, - - - 0 1 3 5 7 9 12 15 19 23 27 32 37 42 48 54 61 68 75 83 91 100 109"
    })
    void critical_values_are_those_of_published_tables(double level, String smallerSums) {
        StringBuilder found = new StringBuilder();
        for (int pairs = 5; pairs <= 30; pairs++) {
            SignedRank chance = SignedRank.of(pairs);
            int smallerSum = chance.most() - chance.critical(level);
            found.append(smallerSum < 0 ? "-" : smallerSum).append(' ');
        }
        assertThat(found.toString().trim()).isEqualTo(smallerSums);
    }

    @Test
    void three_pairs_have_eight_outcomes() {
        SignedRank chance = SignedRank.of(3);

        assertThat(chance.most()).isEqualTo(6);
        assertThat(IntStream.range(0, 8).mapToObj(count -> 8 * chance.survival(count)))
                .containsExactly(8.0, 7.0, 6.0, 5.0, 3.0, 2.0, 1.0, 0.0);
    }

    @ParameterizedTest
    @CsvSource({"100", "400", "1000"})
    void many_pairs_neither_underflow_nor_lose_half_of_the_probability(int pairs) {
        SignedRank chance = SignedRank.of(pairs);
        int most = chance.most();

        assertThat(chance.survival(most) / Math.scalb(1.0, -pairs)).isCloseTo(1, within(1e-9));
        double aboveMiddle = chance.survival(most / 2 + 1);
        double atMiddle = chance.survival((most + 1) / 2);
        assertThat((aboveMiddle + atMiddle) / 2).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void nothing_is_rejected_where_the_rarest_outcome_is_too_frequent() {
        assertThat(SignedRank.of(7).critical(0.005)).isEqualTo(29);
        assertThat(SignedRank.of(8).critical(0.005)).isEqualTo(36);
    }

    @Test
    void sizes_without_an_exact_table_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedRank.of(1001))
                .withMessage("a signed-rank test takes 0 to 1000 pairs, not 1001");
    }
}
