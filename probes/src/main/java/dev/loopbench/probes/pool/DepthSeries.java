package dev.loopbench.probes.pool;

import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of a queue's length in at most {@link #MAX_POINTS} points, however long it runs: when
 * full, neighbours merge pairwise into the larger of the two, and a point then stands for twice as
 * many changes. Spikes survive.
 *
 * <p>Confined to its owner's lock. Adding allocates nothing.
 */
public final class DepthSeries {

    /** More than a plot has columns. */
    public static final int MAX_POINTS = 256;

    private final long[] atNanos = new long[MAX_POINTS];
    private final long[] depths = new long[MAX_POINTS];
    private int size;
    private long changesPerPoint = 1;
    private long changesInLast;

    void reset() {
        size = 0;
        changesPerPoint = 1;
        changesInLast = 0;
    }

    /** From {@code nowNanos} on the queue is {@code depth} long. */
    public void add(long nowNanos, long depth) {
        if (size > 0 && changesInLast < changesPerPoint) {
            depths[size - 1] = Math.max(depths[size - 1], depth);
            changesInLast++;
            return;
        }
        if (size == MAX_POINTS) {
            halve();
            add(nowNanos, depth);
            return;
        }
        atNanos[size] = nowNanos;
        depths[size] = depth;
        size++;
        changesInLast = 1;
    }

    /** Offsets from {@code originNanos}. */
    public List<Pool.DepthPoint> toResult(long originNanos) {
        List<Pool.DepthPoint> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            points.add(new Pool.DepthPoint(atNanos[i] - originNanos, depths[i]));
        }
        return List.copyOf(points);
    }

    private void halve() {
        for (int i = 0; i < MAX_POINTS / 2; i++) {
            atNanos[i] = atNanos[2 * i];
            depths[i] = Math.max(depths[2 * i], depths[2 * i + 1]);
        }
        size = MAX_POINTS / 2;
        // The last point is as full as the two it came from.
        changesInLast = 2 * changesPerPoint;
        changesPerPoint *= 2;
    }
}
