package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GcClockTest {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    /** However often it is narrowed, what it says of its error holds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void every_instant_lies_within_the_stated_error(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long zeroNanos = random.nextLong();
        GcClock clock =
                new GcClock(zeroNanos - random.nextLong(MILLISECOND_NANOS), MILLISECOND_NANOS);
        long errorNanos = clock.errorNanos();
        for (int i = 0; i < 20; i++) {
            long startNanos = random.nextLong(60_000 * MILLISECOND_NANOS);
            long lengthNanos = random.nextLong(50 * MILLISECOND_NANOS);
            long startMillis = startNanos / MILLISECOND_NANOS;
            assertThat(Math.abs(clock.instantNanos(startMillis) - (zeroNanos + startNanos)))
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(clock.errorNanos() + 1);
            clock.narrow(
                    zeroNanos + startNanos - random.nextLong(MILLISECOND_NANOS),
                    zeroNanos + startNanos + lengthNanos + random.nextLong(MILLISECOND_NANOS),
                    startMillis,
                    (startNanos + lengthNanos) / MILLISECOND_NANOS - startMillis);
            assertThat(clock.errorNanos()).isLessThanOrEqualTo(errorNanos);
            errorNanos = clock.errorNanos();
        }
    }

    @Test
    void a_wall_clock_that_was_set_meanwhile_is_not_believed() {
        GcClock clock = new GcClock(5_000 * MILLISECOND_NANOS, MILLISECOND_NANOS);

        clock.narrow(100 * MILLISECOND_NANOS, 120 * MILLISECOND_NANOS, 40, 20);

        assertThat(clock.instantNanos(40))
                .isBetween(99 * MILLISECOND_NANOS, 101 * MILLISECOND_NANOS);
        assertThat(clock.errorNanos()).isEqualTo(MILLISECOND_NANOS);
    }
}
