package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void it_is_the_middle_value_whatever_the_order() {
        double[] values = {9, 1, 4};

        assertThat(Median.of(values)).isEqualTo(4);
        assertThat(values).containsExactly(9, 1, 4);
    }

    @Test
    void of_two_in_the_middle_it_lies_halfway() {
        assertThat(Median.of(10, 1, 2, 5)).isEqualTo(3.5);
    }

    @Test
    void nothing_has_no_median() {
        assertThat(Median.of()).isNaN();
    }
}
