package dev.loopbench.probes.lost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two runs held against each other. */
final class LossTest {

    private static final Loss BEFORE =
            loss(Map.of("a", new Loss.Mean(10, 100, 60), "b", new Loss.Mean(30, 20, 0)));

    @Test
    void the_gain_is_a_share_of_all_responses() {
        Loss after = loss(Map.of("a", new Loss.Mean(99, 50, 10), "b", new Loss.Mean(1, 20, 0)));

        assertThat(BEFORE.gainShare(after)).isEqualTo(500.0 / 1_600, within(1e-9));
        assertThat(BEFORE.gainShare(after, "a")).isEqualTo(0.5, within(1e-9));
        assertThat(BEFORE.gainShare(after, "b")).isZero();
        assertThat(after.gainShare(BEFORE)).isNegative();
    }

    @Test
    void a_kind_that_is_gone_is_no_better_served() {
        Loss alone = loss(Map.of("b", new Loss.Mean(30, 20, 0)));

        assertThat(BEFORE.gainShare(alone)).isZero();
    }

    private static Loss loss(Map<String, Loss.Mean> kinds) {
        return new Loss(new TreeMap<>(kinds));
    }
}
