package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Percentage NEAR = Percentage.withPercentage(5);
    private static final int MOST = 1_000_000_000;

    private final VirtualClock clock = VirtualClock.still();

    /** The same time, on a machine whose compiler makes work faster. */
    private final NanoClock compiling =
            new NanoClock() {
                @Override
                public long nanoTime() {
                    return clock.nanoTime();
                }

                @Override
                public void sleep(long nanos) {
                    clock.sleep(nanos);
                }

                @Override
                public void charge(long nanos) {
                    clock.charge(nanos);
                }
            };

    private final List<Integer> tried = new ArrayList<>();

    private int size(long forNanos, double exponent, IntToDoubleFunction costNanos) {
        return size(forNanos, exponent, 1, MOST, costNanos);
    }

    private int size(
            long forNanos, double exponent, int least, int most, IntToDoubleFunction costNanos) {
        try {
            return Calibration.size(
                    compiling,
                    new Extent.Lasting(forNanos),
                    exponent,
                    least,
                    most,
                    size -> {
                        tried.add(size);
                        clock.charge((long) costNanos.applyAsDouble(size));
                    });
        } catch (WorkloadException refused) {
            throw new AssertionError(refused); // of a size that was asked for alone
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 1000", "1, 5000000", "2, 1", "2, 30", "3, 0.1", "1.1, 20"})
    void work_of_any_growth_is_found_to_take_the_wanted_time(double exponent, double unitNanos) {
        for (long forNanos : new long[] {MILLI, 100 * MILLI, 900 * MILLI}) {
            int size = size(forNanos, exponent, n -> unitNanos * Math.pow(n, exponent));

            double tookNanos = unitNanos * Math.pow(size, exponent);
            // Whole units: a large one may not come nearer.
            assertThat(tookNanos).isCloseTo((double) forNanos, within(0.05 * forNanos + unitNanos));
        }
    }

    @Test
    void work_that_costs_something_before_it_begins_is_found_too() {
        int size = size(20 * MILLI, 1, n -> 5 * MILLI + 7.0 * n);

        assertThat(5 * MILLI + 7L * size).isCloseTo(20 * MILLI, NEAR);
    }

    @Test
    void growth_that_is_not_quite_what_was_said_is_found_too() {
        int size = size(100 * MILLI, 1, n -> 10 * n * Math.log(n + 1.0));

        assertThat((long) (10 * size * Math.log(size))).isCloseTo(100 * MILLI, NEAR);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noise_does_not_lead_it_astray(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // One run in ten is disturbed, all vary by 5 % up and down.
        int size =
                size(
                        50 * MILLI,
                        1,
                        n -> {
                            double varied = 30.0 * n * (0.95 + 0.1 * random.nextDouble());
                            return random.nextInt(10) == 0 ? 3 * varied : varied;
                        });

        assertThat(30L * size)
                .as("seed %s", seed)
                .isCloseTo(50 * MILLI, Percentage.withPercentage(15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 200})
    void work_that_gets_faster_as_it_is_compiled_is_sized_for_its_last_speed(long forMillis) {
        long begin = clock.nanoTime();
        int size =
                size(
                        forMillis * MILLI,
                        1,
                        n -> (clock.nanoTime() - begin < 250 * MILLI ? 400.0 : 10.0) * n);

        assertThat(10L * size).isCloseTo(forMillis * MILLI, NEAR);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 1000, 10_000})
    void it_takes_little_more_than_two_seconds_and_twenty_four_times_the_wanted_time(
            long forMillis) {
        SplittableRandom wild = new SplittableRandom(1);
        long begin = clock.nanoTime();
        size(forMillis * MILLI, 1, n -> 30.0 * n * (0.4 + 2 * wild.nextDouble()));

        assertThat(clock.nanoTime() - begin).isLessThan(2000 * MILLI + 24 * forMillis * MILLI);
    }

    @Test
    void sizes_stay_between_the_bounds() {
        assertThat(size(100 * MILLI, 1, 50, 2000, n -> n)).isEqualTo(2000);
        assertThat(size(MILLI, 1, 50, 2000, n -> 1.0 * MILLI * n)).isEqualTo(50);
        assertThat(tried).allMatch(size -> size >= 50 && size <= 2000);
    }

    @Test
    void work_that_takes_no_time_at_all_ends_at_the_largest_size() {
        assertThat(size(MILLI, 1, 1, 1_000, n -> 0)).isEqualTo(1_000);
    }

    @Test
    void the_same_work_is_found_to_have_the_same_size() {
        int first = size(100 * MILLI, 2, n -> 3.0 * n * n);
        List<Integer> firstTried = List.copyOf(tried);
        tried.clear();

        assertThat(size(100 * MILLI, 2, n -> 3.0 * n * n)).isEqualTo(first);
        assertThat(tried).isEqualTo(firstTried);
    }

    @Test
    void what_prepares_a_size_does_not_count() throws WorkloadException {
        int size =
                Calibration.size(
                        clock,
                        new Extent.Lasting(10 * MILLI),
                        1,
                        1,
                        MOST,
                        new Calibration.Work() {
                            @Override
                            public void prepare(int size) {
                                clock.charge(50L * size);
                            }

                            @Override
                            public void run(int size) {
                                clock.charge(10L * size);
                            }
                        });

        assertThat(10L * size).isCloseTo(10 * MILLI, NEAR);
    }

    @Test
    void a_clock_that_wraps_meanwhile_changes_nothing() throws WorkloadException {
        VirtualClock wrapping = new VirtualClock(Long.MAX_VALUE - 100 * MILLI, 25);
        int size =
                Calibration.size(
                        wrapping,
                        new Extent.Lasting(10 * MILLI),
                        1,
                        1,
                        MOST,
                        n -> wrapping.charge(10L * n));

        assertThat(10L * size).isCloseTo(10 * MILLI, NEAR);
    }

    @Test
    void a_size_that_is_asked_for_is_run_until_the_compiler_has_had_its_time() throws Exception {
        int size =
                Calibration.size(
                        compiling,
                        new Extent.Sized(7),
                        1,
                        1,
                        MOST,
                        n -> {
                            tried.add(n);
                            clock.charge(100 * MILLI);
                        });

        assertThat(size).isEqualTo(7);
        assertThat(tried).hasSize(10).containsOnly(7);
    }

    @Test
    void the_simulated_machine_has_no_compiler_to_wait_for() throws Exception {
        int size =
                Calibration.size(
                        clock,
                        new Extent.Lasting(20 * MILLI),
                        1,
                        100,
                        MOST,
                        n -> {
                            tried.add(n);
                            clock.charge(30L * n);
                        });

        assertThat(30L * size).isCloseTo(20 * MILLI, NEAR);
        assertThat(tried).hasSizeLessThan(15);
    }
}
