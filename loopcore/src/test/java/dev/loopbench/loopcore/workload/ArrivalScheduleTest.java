package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalScheduleTest {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Test
    void constant_arrivals_begin_at_once_and_end_before_the_duration() {
        assertThat(all(constant(4, SECOND_NANOS), 0))
                .containsExactly(0L, 250_000_000L, 500_000_000L, 750_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5000, 3, 7 / 60.0, 12_345.678, 999_983})
    void constant_arrivals_do_not_drift_over_a_million(double perSecond) {
        ArrivalSchedule schedule = new ArrivalSchedule(constant(perSecond, Long.MAX_VALUE), 0);
        BigDecimal rate = BigDecimal.valueOf(perSecond);
        for (int arrival = 0; arrival < 1_000_000; arrival++) {
            if (arrival % 9_999 == 0) {
                BigDecimal exact =
                        BigDecimal.valueOf(arrival)
                                .multiply(BigDecimal.valueOf(SECOND_NANOS))
                                .divide(rate, 3, RoundingMode.HALF_EVEN);
                BigDecimal error = BigDecimal.valueOf(schedule.nextNanos()).subtract(exact);
                assertThat(error.abs())
                        .as("arrival %d", arrival)
                        .isLessThanOrEqualTo(BigDecimal.ONE);
            }
            schedule.advance();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void poisson_arrivals_are_in_order_and_keep_the_mean_rate(long seed) {
        List<Long> offsets = all(poisson(5000, TimeUnit.SECONDS.toNanos(20)), seed);

        assertThat(offsets).as("seed %d", seed).isSorted();
        assertThat(offsets.get(0)).isPositive();
        // 100 000 expected with a standard deviation of 316: five of them.
        assertThat(offsets.size()).as("seed %d", seed).isBetween(98_420, 101_580);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void poisson_gaps_spread_as_wide_as_their_mean(long seed) {
        List<Long> offsets = all(poisson(1000, TimeUnit.SECONDS.toNanos(50)), seed);
        long shorterThanMean = 0;
        long before = 0;
        for (long offset : offsets) {
            if (offset - before < 1_000_000) {
                shorterThanMean++;
            }
            before = offset;
        }

        // 1 - 1/e of exponential gaps are shorter than their mean; five standard errors of 50 000.
        assertThat(shorterThanMean / (double) offsets.size())
                .as("seed %d", seed)
                .isBetween(0.6321 - 0.0108, 0.6321 + 0.0108);
    }

    @Test
    void one_seed_gives_one_schedule() {
        LoadModel.Open load = poisson(100, SECOND_NANOS);

        assertThat(all(load, 7)).isEqualTo(all(load, 7)).isNotEqualTo(all(load, 8));
    }

    @Test
    void the_schedule_of_a_seed_is_the_same_on_every_machine() {
        assertThat(all(poisson(3, SECOND_NANOS), 1)).containsExactly(278_668_511L, 735_189_230L);
    }

    @Test
    void a_rate_too_low_for_a_second_arrival_ends_the_schedule() {
        assertThat(all(constant(1e-30, Long.MAX_VALUE), 0)).containsExactly(0L);
    }

    private static LoadModel.Open constant(double perSecond, long durationNanos) {
        return new LoadModel.Open(perSecond, durationNanos, LoadModel.Arrivals.CONSTANT);
    }

    private static LoadModel.Open poisson(double perSecond, long durationNanos) {
        return new LoadModel.Open(perSecond, durationNanos, LoadModel.Arrivals.POISSON);
    }

    private static List<Long> all(LoadModel.Open load, long seed) {
        ArrivalSchedule schedule = new ArrivalSchedule(load, seed);
        List<Long> offsets = new ArrayList<>();
        while (schedule.nextNanos() != ArrivalSchedule.END) {
            offsets.add(schedule.nextNanos());
            schedule.advance();
        }
        return offsets;
    }
}
