package dev.loopbench.probes.phase;

import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The smallest share of time in which the loop waited for events, over all windows of a length:
 * Go's minimum mutator utilization, for a loop.
 *
 * <p>Single writer (the loop thread); read after the window is closed. Allocates nothing while
 * recording. Exact where busy periods and the gaps between them are longer than 1/512 of the
 * window; otherwise the share is off by at most {@link #MAX_ERROR_SHARE}. Time in which the loop
 * does not run is free.
 */
final class AvailabilityCurve {

    /** What a share may be off by, in either direction. */
    static final double MAX_ERROR_SHARE = 1.0 / 1024;

    private static final long[] WINDOWS_MILLIS = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000
    };

    /** By length; what one thins out the next one thins out further. */
    private final SlidingBusyTime[] windows = new SlidingBusyTime[WINDOWS_MILLIS.length];

    private long openedNanos;
    private long busyNanos;
    private long lastNanos;

    AvailabilityCurve() {
        SlidingBusyTime longer = null;
        for (int i = windows.length - 1; i >= 0; i--) {
            long windowNanos = TimeUnit.MILLISECONDS.toNanos(WINDOWS_MILLIS[i]);
            longer = new SlidingBusyTime(windowNanos, longer);
            windows[i] = longer;
        }
    }

    void open(long nowNanos) {
        openedNanos = nowNanos;
        busyNanos = 0;
        lastNanos = 0;
        windows[0].open();
    }

    /** Busy periods come in their order and do not overlap; what does is cut. */
    void busy(long fromNanos, long toNanos) {
        long from = Math.max(lastNanos, fromNanos - openedNanos);
        long to = toNanos - openedNanos;
        if (to <= from) {
            return;
        }
        windows[0].reach(from, busyNanos);
        busyNanos += to - from;
        lastNanos = to;
        windows[0].reach(to, busyNanos);
    }

    void close(long nowNanos) {
        windows[0].reach(Math.max(lastNanos, nowNanos - openedNanos), busyNanos);
        windows[0].end();
    }

    /** Of windows that have fitted in so far, by length. */
    List<Loop.Availability> toResult() {
        List<Loop.Availability> curve = new ArrayList<>(windows.length);
        for (SlidingBusyTime window : windows) {
            long most = window.mostBusyNanos();
            if (most >= 0) {
                double busyShare = (double) most / window.lengthNanos();
                curve.add(
                        new Loop.Availability(
                                window.lengthNanos(), Math.max(0.0, 1.0 - busyShare)));
            }
        }
        return List.copyOf(curve);
    }
}
