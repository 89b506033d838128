package dev.loopbench.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.lost.Loss;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which finding is right, by what it is worth to take something away. */
final class TruthTest {

    @Test
    void the_cause_is_what_is_worth_most_to_take_away() {
        Truth truth = truth(Map.of(Removal.BLOCK, 40.0, Removal.THREADS, 90.0));

        assertThat(truth.cause()).contains(Removal.BLOCK);
        assertThat(truth.isNamedBy("loop.blocked.cpu")).isTrue();
        assertThat(truth.isNamedBy("pool.saturated.cores-idle")).isFalse();
        assertThat(truth.isClean()).isFalse();
    }

    @Test
    void what_is_worth_nearly_as_much_is_as_right() {
        Truth truth = truth(Map.of(Removal.NEIGHBOURS, 50.0, Removal.CORES, 44.0));

        assertThat(truth.isNamedBy("host.neighbours")).isTrue();
        assertThat(truth.isNamedBy("pool.oversubscribed")).isTrue();
    }

    @Test
    void nothing_is_wrong_where_nothing_is_worth_a_twentieth() {
        Truth truth = truth(Map.of(Removal.BLOCK, 97.0, Removal.THREADS, 99.0));

        assertThat(truth.cause()).isEmpty();
        assertThat(truth.isClean()).isTrue();
        assertThat(truth.isInnocent("pool.burst")).isTrue();
    }

    @Test
    void between_two_and_a_half_and_ten_per_cent_either_may_be_said() {
        Truth truth = truth(Map.of(Removal.BLOCK, 93.0));

        assertThat(truth.isClean()).isTrue();
        assertThat(truth.isNamedBy("loop.blocked.call")).isTrue();
        assertThat(truth.isInnocent("loop.blocked.call")).isFalse();
    }

    @Test
    void threads_and_cores_together_count_where_neither_alone_is_most_of_it() {
        Truth neither =
                truth(Map.of(Removal.THREADS, 99.0, Removal.CORES, 98.0, Removal.CAPACITY, 20.0));
        Truth threads =
                truth(Map.of(Removal.THREADS, 30.0, Removal.CORES, 98.0, Removal.CAPACITY, 20.0));

        assertThat(neither.cause()).contains(Removal.CAPACITY);
        assertThat(neither.isNamedBy("pool.saturated.cores-exhausted")).isTrue();
        assertThat(threads.cause()).contains(Removal.THREADS);
        assertThat(threads.isNamedBy("pool.saturated.cores-exhausted")).isFalse();
    }

    /** Each operation takes 100 in the original run, and so much in the others. */
    private static Truth truth(Map<Removal, Double> responses) {
        Map<Removal, Loss> without = new EnumMap<>(Removal.class);
        responses.forEach((removal, response) -> without.put(removal, loss(response)));
        return Truth.of("work", loss(100), without, 0);
    }

    private static Loss loss(double responseNanos) {
        TreeMap<String, Loss.Mean> kinds = new TreeMap<>();
        kinds.put("work", new Loss.Mean(10, responseNanos, responseNanos - 5));
        return new Loss(kinds);
    }
}
