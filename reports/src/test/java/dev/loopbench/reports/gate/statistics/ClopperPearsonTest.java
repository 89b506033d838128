package dev.loopbench.reports.gate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {

    /** The rule of three: nothing in n trials bounds the probability by about 3/n. */
    @ParameterizedTest
    @CsvSource({"299, 0.00997", "598, 0.00500", "29, 0.09814"})
    void nothing_seen_does_not_mean_impossible(int trials, double bound) {
        assertThat(new ClopperPearson(0, trials).upperBound(0.05)).isCloseTo(bound, within(1e-5));
        assertThat(new ClopperPearson(0, trials).lowerBound(0.05)).isZero();
    }

    /** Newcombe, Statistics in Medicine 17 (1998), table I: two-sided 95 %, exact method. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2527, 0.3676",
        "15, 148, 0.0578, 0.1617",
        "0, 20, 0, 0.1684",
        "1, 29, 0.0009, 0.1776"
    })
    void bounds_are_those_of_published_examples(
            int events, int trials, double lower, double upper) {
        ClopperPearson share = new ClopperPearson(events, trials);

        assertThat(share.lowerBound(0.025)).isCloseTo(lower, within(0.00005));
        assertThat(share.upperBound(0.025)).isCloseTo(upper, within(0.00005));
    }

    @Test
    void what_always_happens_may_be_certain() {
        assertThat(new ClopperPearson(5, 5).upperBound(0.05)).isEqualTo(1);
        assertThat(new ClopperPearson(5, 5).lowerBound(0.05))
                .isCloseTo(Math.pow(0.05, 0.2), within(1e-9));
    }

    @Test
    void more_events_than_trials_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClopperPearson(3, 2))
                .withMessage("3 of 2 is no share");
    }
}
