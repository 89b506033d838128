package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankSumTest {

    /**
     * Critical values of the smaller U for two-sided 5 % and 1 %, as statistics textbooks print
     * them after Milton, An extended table of critical values for the Mann-Whitney two-sample
     * statistic, JASA 59 (1964). A zero for the base asks for two sides of one size.
     */
    @ParameterizedTest
    @CsvSource({
        "0.025, 5, 5, 2 3 5 6 7 8 9 11 12 13 14 15 17 18 19 20",
        "0.025, 10, 5, 8 11 14 17 20 23 26 29 33 36 39 42 45 48 52 55",
        "0.025, 0, 4, 0 2 5 8 13 17 23 30 37 45 55 64 75 87 99 113 127",
        "0.005, 0, 5, 0 2 4 7 11 16 21 27 34 42 51 60 70 81 93 105"
    })
    void critical_values_are_those_of_published_tables(
            double level, int base, int firstHead, String smallerCounts) {
        List<String> expected = Stream.of(smallerCounts.split(" ")).toList();
        List<String> found = new ArrayList<>();
        for (int head = firstHead; head < firstHead + expected.size(); head++) {
            RankSum chance = RankSum.of(base == 0 ? head : base, head);
            found.add(Integer.toString(chance.most() - chance.critical(level)));
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void two_against_two_have_six_orders() {
        RankSum chance = RankSum.of(2, 2);

        assertThat(IntStream.range(0, 6).mapToObj(count -> Math.round(6 * chance.survival(count))))
                .containsExactly(6L, 5L, 4L, 2L, 1L, 0L);
    }

    @Test
    void it_does_not_matter_which_side_is_larger() {
        RankSum few = RankSum.of(7, 31);
        RankSum many = RankSum.of(31, 7);

        for (int count = 0; count <= few.most(); count++) {
            assertThat(few.survival(count)).isEqualTo(many.survival(count));
        }
    }

    @Test
    void large_sides_are_judged_by_the_normal_approximation() {
        RankSum chance = RankSum.of(1000, 1000);
        double deviation = Math.sqrt(1e6 * 2001 / 12);

        assertThat(chance.survival(500_000)).isCloseTo(0.5, within(1e-4));
        assertThat(chance.critical(0.001))
                .isCloseTo((int) (500_000.5 + 3.0902 * deviation), within(5));
    }

    /** At the size where it takes over: close in the middle, and never bolder in the tail. */
    @Test
    void the_approximation_errs_on_the_side_of_no_finding() {
        RankSum exact = RankSum.of(100, 100);
        double deviation = Math.sqrt(1e4 * 201 / 12);
        NormalDistribution normal = NormalDistribution.of(5000, deviation);

        for (double level : new double[] {0.01, 0.001, 0.00025, 0.00005}) {
            int critical = exact.critical(level);
            double approximate = normal.survivalProbability(critical - 0.5);
            assertThat(approximate / exact.survival(critical)).isBetween(1.0, 1.3);
        }
    }
}
