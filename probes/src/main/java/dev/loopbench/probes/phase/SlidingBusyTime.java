package dev.loopbench.probes.phase;

import org.jspecify.annotations.Nullable;

/**
 * The most busy time in any window of one length.
 *
 * <p>Confined to the loop thread; allocates nothing while recording.
 *
 * <p>Busy time as a function of time, B(t), comes in as points where its slope may change between 0
 * and 1. Points are thinned out: a stretch between two that are kept is either busy or free as a
 * whole, or no longer than a quantum of 1/512 of the window. Points that are kept are exact;
 * between them B is taken as a straight line, which in a mixed stretch is off by a quarter of a
 * quantum at most, since B never falls and never rises faster than time. A window's busy time is a
 * difference of two such values: off by half a quantum at most.
 *
 * <p>The largest B(t + w) - B(t) of a function of straight lines is found where t or t + w is a
 * point. Both are looked at when a point is kept: amortised, each point is looked at twice. Any two
 * neighbouring stretches together are longer than the quantum, so that 1024 points and a few reach
 * over the window: the ring holds them however long the run is.
 */
final class SlidingBusyTime {

    private static final int QUANTA = 512;

    /** More than twice the quanta, a power of two. */
    private static final int RING = 4 * QUANTA;

    private static final int MASK = RING - 1;

    private final long lengthNanos;
    private final long quantumNanos;
    private final @Nullable SlidingBusyTime longer;

    // Points that are kept, by a number that only grows.
    private final long[] atNanos = new long[RING];
    private final long[] busyNanos = new long[RING];
    private long kept;

    /** The first point from which no window has been looked at. */
    private long left;

    /** The end of the stretch that may still grow: it begins at the last point kept. */
    private long endAtNanos;

    private long endBusyNanos;
    private long mostBusyNanos;

    /**
     * @param longer gets the points that are kept here; null if this is the last one
     */
    SlidingBusyTime(long lengthNanos, @Nullable SlidingBusyTime longer) {
        this.lengthNanos = lengthNanos;
        this.quantumNanos = lengthNanos / QUANTA;
        this.longer = longer;
    }

    long lengthNanos() {
        return lengthNanos;
    }

    /** Negative if no window has fitted in. */
    long mostBusyNanos() {
        return mostBusyNanos;
    }

    /** Starts from zero, here and in the longer ones. */
    void open() {
        atNanos[0] = 0;
        busyNanos[0] = 0;
        kept = 1;
        left = 0;
        endAtNanos = 0;
        endBusyNanos = 0;
        mostBusyNanos = -1;
        if (longer != null) {
            longer.open();
        }
    }

    /** Up to {@code at} the loop was busy for {@code busy}; in between its state did not change. */
    void reach(long at, long busy) {
        int last = (int) (kept - 1) & MASK;
        long nanos = at - atNanos[last];
        long grown = busy - busyNanos[last];
        if (nanos > quantumNanos && grown != 0 && grown != nanos && endAtNanos > atNanos[last]) {
            keep();
        }
        endAtNanos = at;
        endBusyNanos = busy;
    }

    /** No further points come. */
    void end() {
        keep();
        if (longer != null) {
            longer.end();
        }
    }

    private void keep() {
        int index = (int) kept & MASK;
        atNanos[index] = endAtNanos;
        busyNanos[index] = endBusyNanos;
        kept++;
        if (longer != null) {
            longer.reach(endAtNanos, endBusyNanos);
        }
        slide();
    }

    /** Looks at the windows that end within the last stretch and begin or end at a point. */
    private void slide() {
        int last = (int) (kept - 1) & MASK;
        long beginAt = atNanos[last] - lengthNanos;
        while (atNanos[(int) left & MASK] <= beginAt) {
            int from = (int) left & MASK;
            note(busyAt(kept - 1, atNanos[from] + lengthNanos) - busyNanos[from]);
            left++;
        }
        if (beginAt >= 0) {
            note(busyNanos[last] - busyAt(left, beginAt));
        }
    }

    private void note(long windowBusyNanos) {
        mostBusyNanos = Math.max(mostBusyNanos, windowBusyNanos);
    }

    /** B at an instant between the point of this number and the one before. */
    private long busyAt(long number, long at) {
        int end = (int) number & MASK;
        int begin = (int) (number - 1) & MASK;
        long nanos = atNanos[end] - atNanos[begin];
        long grown = busyNanos[end] - busyNanos[begin];
        long passed = at - atNanos[begin];
        if (grown == 0 || passed == 0) {
            return busyNanos[begin];
        }
        return busyNanos[begin] + (grown == nanos ? passed : grown * passed / nanos);
    }
}
