package dev.loopbench.probes.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AvailabilityCurveTest {

    private static final long MS = 1_000_000;

    private final AvailabilityCurve curve = new AvailabilityCurve();

    /** Busy periods as they were told, from and to in turn. */
    private final List<long[]> periods = new ArrayList<>();

    private long openedNanos;

    @Test
    void a_block_leaves_no_free_time_in_windows_it_fills_and_some_in_longer_ones() {
        curve.open(0);
        busy(30 * MS, 50 * MS);
        curve.close(100 * MS);

        assertThat(free(10)).isZero();
        assertThat(free(20)).isZero();
        assertThat(free(50)).isEqualTo(0.6);
        assertThat(free(100)).isEqualTo(0.8);
    }

    @Test
    void windows_longer_than_the_run_are_left_out() {
        curve.open(0);
        busy(1 * MS, 2 * MS);
        curve.close(19 * MS);

        assertThat(curve.toResult())
                .extracting(Loop.Availability::windowNanos)
                .containsExactly(MS, 2 * MS, 5 * MS, 10 * MS);
    }

    @Test
    void a_window_of_the_whole_run_is_told() {
        curve.open(0);
        busy(0, 3 * MS);
        curve.close(10 * MS);

        assertThat(free(10)).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void without_busy_periods_all_is_free() {
        curve.open(5);
        curve.close(5 + 3 * MS);

        assertThat(curve.toResult())
                .containsExactly(
                        new Loop.Availability(MS, 1.0), new Loop.Availability(2 * MS, 1.0));
    }

    @Test
    void the_worst_window_may_lie_across_two_periods() {
        curve.open(0);
        busy(10 * MS, 14 * MS);
        busy(16 * MS, 20 * MS);
        curve.close(100 * MS);

        assertThat(free(10)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void a_new_window_knows_nothing_of_the_last() {
        curve.open(0);
        busy(0, 50 * MS);
        curve.close(60 * MS);
        curve.open(60 * MS);
        curve.close(70 * MS);

        assertThat(free(10)).isEqualTo(1.0);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void it_agrees_with_brute_force(long seed) {
        Random random = new Random(seed);
        long scale = 1L << (10 + random.nextInt(16));
        openedNanos = random.nextBoolean() ? Long.MAX_VALUE - 3 * scale : random.nextLong();
        long now = openedNanos;
        curve.open(now);
        int count = random.nextInt(1_500);
        double load = random.nextDouble();
        for (int i = 0; i < count; i++) {
            now += (long) (scale * random.nextDouble() * (1 - load));
            long from = now;
            long longer = random.nextInt(60) == 0 ? 300 : 1;
            now += (long) (scale * random.nextDouble() * load * longer);
            busy(from, now);
        }
        now += random.nextInt((int) scale);
        curve.close(now);

        for (Loop.Availability window : curve.toResult()) {
            long exact = exactMostBusyNanos(window.windowNanos(), now - openedNanos);
            double free = 1.0 - (double) exact / window.windowNanos();
            assertThat(window.leastFreeShare())
                    .as("seed %s, window %s", seed, window.windowNanos())
                    .isCloseTo(free, within(isExact(window) ? 1e-9 : bound(window)));
        }
        long told = curve.toResult().stream().filter(w -> w.windowNanos() > 0).count();
        long runNanos = now - openedNanos;
        assertThat(told)
                .as("seed %s", seed)
                .isEqualTo(
                        LongStream.of(
                                        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000,
                                        10_000)
                                .filter(millis -> millis * MS <= runNanos)
                                .count());
    }

    /** The documented bound, and one nanosecond for the rounding of each value. */
    private static double bound(Loop.Availability window) {
        return AvailabilityCurve.MAX_ERROR_SHARE + 2.0 / window.windowNanos();
    }

    /** Whether nothing that was told is short beside the window. */
    private boolean isExact(Loop.Availability window) {
        long quantum = window.windowNanos() / 512;
        long lastTo = openedNanos;
        for (long[] period : periods) {
            long gap = period[0] - lastTo;
            if ((gap > 0 && gap <= quantum) || period[1] - period[0] <= quantum) {
                return false;
            }
            lastTo = period[1];
        }
        return true;
    }

    /** The maximum lies where a window begins or ends at an edge of a period. */
    private long exactMostBusyNanos(long windowNanos, long runNanos) {
        long[] edges = new long[2 * periods.size() + 2];
        long[] busyBefore = new long[edges.length];
        long busy = 0;
        for (int i = 0; i < periods.size(); i++) {
            long[] period = periods.get(i);
            edges[2 * i + 1] = period[0] - openedNanos;
            busyBefore[2 * i + 1] = busy;
            busy += period[1] - period[0];
            edges[2 * i + 2] = period[1] - openedNanos;
            busyBefore[2 * i + 2] = busy;
        }
        edges[edges.length - 1] = runNanos;
        busyBefore[edges.length - 1] = busy;
        long most = -1;
        for (int i = 0; i < edges.length; i++) {
            for (long begin : new long[] {edges[i], edges[i] - windowNanos}) {
                if (begin >= 0 && begin + windowNanos <= runNanos) {
                    long within =
                            busyUntil(begin + windowNanos, edges, busyBefore)
                                    - busyUntil(begin, edges, busyBefore);
                    most = Math.max(most, within);
                }
            }
        }
        return most;
    }

    private static long busyUntil(long at, long[] edges, long[] busyBefore) {
        int low = 0;
        int high = edges.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (edges[middle] <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        boolean busyAfter = low % 2 == 1 && low < edges.length - 1;
        return busyBefore[low] + (busyAfter ? at - edges[low] : 0);
    }

    private void busy(long fromNanos, long toNanos) {
        periods.add(new long[] {fromNanos, toNanos});
        curve.busy(fromNanos, toNanos);
    }

    private double free(long windowMillis) {
        return curve.toResult().stream()
                .filter(window -> window.windowNanos() == windowMillis * MS)
                .findFirst()
                .orElseThrow()
                .leastFreeShare();
    }
}
