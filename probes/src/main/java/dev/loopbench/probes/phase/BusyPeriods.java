package dev.loopbench.probes.phase;

import dev.loopbench.probes.latency.LatencyRecorder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The lengths of all busy periods: their distribution and the exact sums from which the loop delay
 * follows.
 *
 * <p>Single writer (the loop thread); read after the window is closed. Nanoseconds.
 */
final class BusyPeriods {

    private static final long[] THRESHOLDS_NANOS = {
        TimeUnit.MILLISECONDS.toNanos(1),
        TimeUnit.MILLISECONDS.toNanos(10),
        TimeUnit.MILLISECONDS.toNanos(50),
        TimeUnit.MILLISECONDS.toNanos(100)
    };

    private final LatencyRecorder lengths = new LatencyRecorder();
    private final WideSum squares = new WideSum();
    private final long[] excessNanos = new long[THRESHOLDS_NANOS.length];

    void record(long nanos) {
        lengths.record(nanos);
        if (nanos < 0) {
            return;
        }
        squares.addSquare(nanos);
        for (int i = 0; i < THRESHOLDS_NANOS.length && nanos > THRESHOLDS_NANOS[i]; i++) {
            excessNanos[i] += nanos - THRESHOLDS_NANOS[i];
        }
    }

    void reset() {
        lengths.reset();
        squares.reset();
        Arrays.fill(excessNanos, 0);
    }

    LatencyRecorder lengths() {
        return lengths;
    }

    /**
     * @param totalNanos the time in which these were all busy periods
     */
    DelayCurve delay(long totalNanos) {
        return DelayCurve.of(
                lengths.histogram(),
                lengths.minNanos(),
                lengths.maxNanos(),
                squares.toDouble(),
                totalNanos);
    }

    int thresholds() {
        return THRESHOLDS_NANOS.length;
    }

    long thresholdNanos(int index) {
        return THRESHOLDS_NANOS[index];
    }

    /** The exact sum of what each busy period lasted beyond the threshold. */
    long excessNanos(int index) {
        return excessNanos[index];
    }
}
