package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DelayCurveTest {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    /** One second with 90 iterations of 2 ms and one of 120 ms. */
    @Test
    void the_worked_example_comes_out() {
        BusyPeriods periods = new BusyPeriods();
        for (int i = 0; i < 90; i++) {
            periods.record(2 * MILLISECOND);
        }
        periods.record(120 * MILLISECOND);
        DelayCurve curve = periods.delay(TimeUnit.SECONDS.toNanos(1));

        assertThat(curve.meanNanos()).isEqualTo(7.38e6);
        assertThat((double) curve.quantileNanos(0.90)).isCloseTo(20e6, within(0.01e6));
        assertThat((double) curve.quantileNanos(0.95)).isCloseTo(70e6, within(0.01e6));
        assertThat(curve.tailShare(50 * MILLISECOND)).isCloseTo(0.07, within(0.00001));
        assertThat(curve.quantileNanos(0.50)).isZero();
        assertThat(curve.maxNanos()).isEqualTo(120 * MILLISECOND);
    }

    @Test
    void a_loop_that_never_polls_delays_everyone_by_half_its_time_on_average() {
        BusyPeriods periods = new BusyPeriods();
        periods.record(100 * MILLISECOND);
        DelayCurve curve = periods.delay(100 * MILLISECOND);

        assertThat(curve.meanNanos()).isEqualTo(50e6);
        assertThat(curve.quantileNanos(0.5)).isEqualTo(50 * MILLISECOND);
        assertThat(curve.quantileNanos(0.0)).isZero();
        assertThat(curve.quantileNanos(1.0)).isEqualTo(100 * MILLISECOND);
    }

    @Test
    void a_loop_that_did_not_run_delays_nobody() {
        DelayCurve curve = new BusyPeriods().delay(0);

        assertThat(curve.meanNanos()).isZero();
        assertThat(curve.tailShare(0)).isZero();
        assertThat(curve.quantileNanos(0.99)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tail_and_quantiles_agree_with_brute_force(long seed) {
        Random random = new Random(seed);
        long[] periods = randomPeriods(random);
        long totalNanos = LongStream.of(periods).sum() + random.nextLong(1_000_000_000L);
        DelayCurve curve = curveOf(periods, totalNanos);
        double precision = 0.001 * LongStream.of(periods).sum() / totalNanos;

        assertThat(curve.meanNanos())
                .as("seed %d", seed)
                .isCloseTo(bruteMean(periods, totalNanos), within(1e-3));
        for (int i = 0; i < 100; i++) {
            long nanos = random.nextLong(curve.maxNanos() + 1);
            assertThat(curve.tailShare(nanos))
                    .as("seed %d, P(D > %d)", seed, nanos)
                    .isCloseTo(bruteTail(periods, nanos, totalNanos), within(precision));
        }
        for (double p : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
            long quantile = curve.quantileNanos(p);
            double tail = bruteTail(periods, quantile, totalNanos);
            if (quantile == 0) {
                assertThat(tail).as("seed %d, p %s", seed, p).isLessThan(1 - p + precision);
            } else {
                assertThat(tail).as("seed %d, p %s", seed, p).isCloseTo(1 - p, within(precision));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_tail_never_grows(long seed) {
        Random random = new Random(seed);
        long[] periods = randomPeriods(random);
        DelayCurve curve = curveOf(periods, LongStream.of(periods).sum());
        double last = 1.0 + 1e-3;
        for (long nanos = 0; nanos < curve.maxNanos(); nanos += 1 + curve.maxNanos() / 500) {
            double tail = curve.tailShare(nanos);
            assertThat(tail).as("seed %d, P(D > %d)", seed, nanos).isLessThanOrEqualTo(last);
            last = tail;
        }
        assertThat(curve.tailShare(curve.maxNanos())).as("seed %d", seed).isZero();
    }

    private static long[] randomPeriods(Random random) {
        return LongStream.range(0, random.nextInt(1, 300))
                .map(i -> random.nextLong(1, 1L << random.nextInt(1, 30)))
                .toArray();
    }

    private static DelayCurve curveOf(long[] periodsNanos, long totalNanos) {
        BusyPeriods periods = new BusyPeriods();
        for (long nanos : periodsNanos) {
            periods.record(nanos);
        }
        return periods.delay(totalNanos);
    }

    private static double bruteMean(long[] periodsNanos, long totalNanos) {
        double sum = 0;
        for (long nanos : periodsNanos) {
            sum += (double) nanos * nanos;
        }
        return sum / 2 / totalNanos;
    }

    private static double bruteTail(long[] periodsNanos, long x, long totalNanos) {
        return (double) LongStream.of(periodsNanos).map(b -> Math.max(0, b - x)).sum() / totalNanos;
    }
}
