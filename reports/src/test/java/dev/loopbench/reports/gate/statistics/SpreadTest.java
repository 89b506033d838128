package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void deviates_by_the_sample_standard_deviation() {
        Spread spread = Spread.of(2, 4, 4, 4, 5, 5, 7, 9);

        assertThat(spread.size()).isEqualTo(8);
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    }

    /** The chi-square quantile of ten degrees of freedom at 5 % is 3.940 in every table. */
    @Test
    void its_upper_bound_rests_on_chi_square() {
        assertThat(new Spread(11, 0.03).upperBound(0.05))
                .isCloseTo(0.03 * Math.sqrt(10 / 3.940), within(1e-5));
    }

    @Test
    void one_observation_has_none() {
        assertThat(Spread.of(3).deviation()).isNaN();
        assertThat(Spread.of(3).upperBound(0.2)).isNaN();
    }
}
