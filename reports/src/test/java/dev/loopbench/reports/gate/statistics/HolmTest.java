package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolmTest {

    /**
     * By hand at 5 %: 0.005 against 0.05/4 = 0.0125, rejected; 0.01 against 0.05/3, rejected; 0.03
     * against 0.05/2 = 0.025, stands; and 0.04 with it, though alone it would be below 0.05.
     */
    @Test
    void steps_down_until_one_stands() {
        Holm holm = new Holm(new double[] {0.01, 0.04, 0.03, 0.005}, 0.05);

        assertThat(IntStream.range(0, 4).mapToObj(holm::rejected))
                .containsExactly(true, false, false, true);
        assertThat(IntStream.range(0, 4).mapToObj(holm::level))
                .containsExactly(0.05 / 3, 0.05 / 2, 0.05 / 2, 0.05 / 4);
    }

    @Test
    void each_rejection_makes_the_next_step_easier() {
        Holm holm = new Holm(new double[] {0.0125, 0.016, 0.025, 0.05}, 0.05);

        assertThat(IntStream.range(0, 4).allMatch(holm::rejected)).isTrue();
    }

    @Test
    void the_first_that_stands_keeps_all_after_it() {
        Holm holm = new Holm(new double[] {0.02, 0.02, 0.02}, 0.05);

        assertThat(IntStream.range(0, 3).noneMatch(holm::rejected)).isTrue();
        assertThat(IntStream.range(0, 3).mapToObj(holm::level)).containsOnly(0.05 / 3);
    }

    @Test
    void what_stands_has_a_p_value_above_its_level_and_what_falls_has_not() {
        double[] pValues = {0.001, 0.3, 0.0124, 0.02, 0.018, 1};
        Holm holm = new Holm(pValues, 0.05);

        for (int i = 0; i < pValues.length; i++) {
            assertThat(holm.rejected(i)).isEqualTo(pValues[i] <= holm.level(i));
        }
    }
}
