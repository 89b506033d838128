package dev.loopbench.probes.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowBudgetTest {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final WindowBudget budget = new WindowBudget(false, false);

    @Test
    void the_first_window_is_the_shortest() {
        assertThat(budget.lengthNanos(0)).isEqualTo(WindowBudget.WINDOW_NANOS_MIN);
        assertThat(budget.pauseNanos()).isZero();
    }

    @Test
    void before_a_program_begins_the_first_window_may_be_long_and_the_next_as_all() {
        WindowBudget begin = new WindowBudget(false, true);

        assertThat(begin.lengthNanos(0)).isEqualTo(TimeUnit.SECONDS.toNanos(2));
        begin.ended(TimeUnit.SECONDS.toNanos(2), 0);
        assertThat(begin.lengthNanos(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void in_a_quiet_process_windows_grow_to_half_a_second() {
        for (long millis : new long[] {5, 20, 80, 320, 500, 500}) {
            long nanos = budget.lengthNanos(0);
            assertThat(nanos).isEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
            budget.ended(nanos, 0);
        }
        assertThat(budget.pauseNanos()).isZero();
    }

    @Test
    void a_window_holds_a_thousand_events_at_the_rate_of_the_last_one() {
        budget.ended(TimeUnit.MILLISECONDS.toNanos(50), 2_500);

        assertThat(budget.lengthNanos(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void jobs_that_no_window_has_seen_yet_shorten_it_as_well() {
        budget.ended(TimeUnit.MILLISECONDS.toNanos(500), 10);

        assertThat(budget.lengthNanos(5_000)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void a_window_is_paid_for_before_the_next_one() {
        budget.ended(TimeUnit.MILLISECONDS.toNanos(5), 750);

        assertThat(budget.pauseNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(245));
    }

    @Test
    void a_pool_that_is_too_fast_is_traced_only_where_that_was_asked_for() {
        assertThat(budget.allows(5_000)).isTrue();
        assertThat(budget.allows(5_001)).isFalse();
        assertThat(new WindowBudget(true, false).allows(38_000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void no_load_is_traced_beyond_the_budget(long seed) {
        Random random = new Random(seed);
        long passedNanos = 0;
        long events = 0;
        for (int window = 0; window < 2_000; window++) {
            double eventsPerSecond = Math.pow(10, 6 * random.nextDouble());
            double told = random.nextBoolean() ? eventsPerSecond / 4 : 0;
            long nanos = budget.lengthNanos(told);
            long seen = (long) (eventsPerSecond * nanos / NANOS_PER_SECOND);
            assertThat(nanos)
                    .as("seed %d", seed)
                    .isBetween(WindowBudget.WINDOW_NANOS_MIN, WindowBudget.WINDOW_NANOS_MAX);
            if (told > 0) {
                assertThat(seen)
                        .as("seed %d: the rate was known", seed)
                        .isLessThanOrEqualTo(
                                Math.max(
                                        WindowBudget.WINDOW_EVENTS,
                                        (long)
                                                (eventsPerSecond
                                                        * WindowBudget.WINDOW_NANOS_MIN
                                                        / NANOS_PER_SECOND)));
            }
            budget.ended(nanos, seen);
            passedNanos += nanos + budget.pauseNanos();
            events += seen;
            assertThat(events / (passedNanos / NANOS_PER_SECOND))
                    .as("seed %d, window %d", seed, window)
                    .isLessThanOrEqualTo(WindowBudget.EVENTS_PER_SECOND * 1.000_001);
        }
    }
}
