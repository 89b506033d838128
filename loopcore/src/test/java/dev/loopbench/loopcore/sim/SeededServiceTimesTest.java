package dev.loopbench.loopcore.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededServiceTimesTest {

    private static final PoolRequest<String> HASH =
            new PoolRequest<>(Lane.CPU, "hash", () -> "done", null);

    @Test
    void without_jitter_work_takes_what_it_says_and_silent_work_the_usual() {
        ServiceTimes times = new SeededServiceTimes(1, 0, 70);

        assertThat(times.nanos(HASH, 500)).isEqualTo(500);
        assertThat(times.nanos(HASH, 0)).isEqualTo(70);
    }

    @Test
    void jitter_stays_within_its_share_and_keeps_the_mean() {
        List<Long> drawn = draw(7, 0.1, 10_000);

        assertThat(drawn).allMatch(nanos -> nanos >= 900_000 && nanos <= 1_100_000);
        assertThat(drawn.stream().mapToLong(Long::longValue).average().orElseThrow())
                .isBetween(998_000.0, 1_002_000.0);
        assertThat(drawn.stream().distinct().count()).isGreaterThan(9_000);
    }

    @Test
    void the_seed_decides() {
        assertThat(draw(7, 0.1, 100)).isEqualTo(draw(7, 0.1, 100)).isNotEqualTo(draw(8, 0.1, 100));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void a_jitter_that_is_no_share_is_refused(double jitterShare) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeededServiceTimes(1, jitterShare, 1));
    }

    @Test
    void a_time_that_is_not_positive_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SeededServiceTimes(1, 0, -1))
                .withMessage("a service time is positive, not -1 ns");
    }

    private static List<Long> draw(long seed, double jitterShare, int count) {
        ServiceTimes times = new SeededServiceTimes(seed, jitterShare, 1);
        return Stream.generate(() -> times.nanos(HASH, 1_000_000)).limit(count).toList();
    }
}
