package dev.loopbench.probes.host;

import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Differences of the machine's counters, stretch by stretch, in at most {@link
 * Timeline#MAX_HOST_SAMPLES} rows: when full, neighbours are added up pairwise, and from then on so
 * many stretches go into one row.
 *
 * <p>Confined to one thread at a time. Adding allocates nothing.
 */
final class HostSeries {

    /** Stands for a difference that is not known. */
    static final long UNKNOWN = -1;

    private static final int ROWS = Timeline.MAX_HOST_SAMPLES;

    private final long[] startsNanos = new long[ROWS];
    private final long[] durationsNanos = new long[ROWS];
    private final long[] throttledNanos = new long[ROWS];
    private final long[] stealTicks = new long[ROWS];
    private final long[] allTicks = new long[ROWS];
    private final long[] runDelayNanos = new long[ROWS];
    private int size;
    private int stretchesPerRow = 1;
    private int stretchesInLast;

    /**
     * @param steal of {@code ticks} the hypervisor's; both {@link #UNKNOWN} if one is
     */
    void add(
            long startNanos,
            long durationNanos,
            long throttled,
            long steal,
            long ticks,
            long runDelay) {
        if (size == ROWS && stretchesInLast == stretchesPerRow) {
            halve();
        }
        boolean grows = size > 0 && stretchesInLast < stretchesPerRow;
        int row = grows ? size - 1 : size++;
        if (!grows) {
            startsNanos[row] = startNanos;
            durationsNanos[row] = 0;
            throttledNanos[row] = 0;
            stealTicks[row] = 0;
            allTicks[row] = 0;
            runDelayNanos[row] = 0;
            stretchesInLast = 0;
        }
        stretchesInLast++;
        durationsNanos[row] += durationNanos;
        throttledNanos[row] = sum(throttledNanos[row], throttled);
        stealTicks[row] = sum(stealTicks[row], steal);
        allTicks[row] = sum(allTicks[row], ticks);
        runDelayNanos[row] = sum(runDelayNanos[row], runDelay);
    }

    /** The next stretch goes into the last row whatever there is in it. */
    void extendLast() {
        if (size > 0 && stretchesInLast == stretchesPerRow) {
            stretchesInLast--;
        }
    }

    /** Offsets from {@code originNanos}; what lies before that is cut off. */
    List<Timeline.HostSample> toResult(long originNanos) {
        List<Timeline.HostSample> samples = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long atNanos = startsNanos[i] - originNanos;
            long beforeNanos = Math.max(0, -atNanos);
            if (beforeNanos >= durationsNanos[i]) {
                continue; // on a busy machine the run may begin a whole stretch after the opening
            }
            samples.add(
                    new Timeline.HostSample(
                            atNanos + beforeNanos,
                            durationsNanos[i] - beforeNanos,
                            throttledNanos[i] == UNKNOWN ? null : (Long) throttledNanos[i],
                            allTicks[i] < StealProbe.MIN_TICKS
                                    ? null
                                    : (Double) ((double) stealTicks[i] / allTicks[i]),
                            runDelayNanos[i] == UNKNOWN ? null : (Long) runDelayNanos[i]));
        }
        return List.copyOf(samples);
    }

    private void halve() {
        for (int i = 0; i < ROWS / 2; i++) {
            int left = 2 * i;
            startsNanos[i] = startsNanos[left];
            durationsNanos[i] = durationsNanos[left] + durationsNanos[left + 1];
            throttledNanos[i] = sum(throttledNanos[left], throttledNanos[left + 1]);
            stealTicks[i] = sum(stealTicks[left], stealTicks[left + 1]);
            allTicks[i] = sum(allTicks[left], allTicks[left + 1]);
            runDelayNanos[i] = sum(runDelayNanos[left], runDelayNanos[left + 1]);
        }
        size = ROWS / 2;
        stretchesPerRow *= 2;
        stretchesInLast = stretchesPerRow;
    }

    private static long sum(long a, long b) {
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }
}
