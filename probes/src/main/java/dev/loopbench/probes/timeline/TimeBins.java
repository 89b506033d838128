package dev.loopbench.probes.timeline;

import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Rows of bins of equal width: a stretch of time is spread over the bins it lies in, to the
 * nanosecond. When the run outgrows them, neighbours are added up and every bin is twice as wide.
 *
 * <p>Confined to the loop thread. Adding allocates nothing and takes a few nanoseconds while the
 * stretches stay within the bin of the last one.
 */
final class TimeBins {

    static final long FIRST_BIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int BINS = Timeline.MAX_BINS;

    private final long[][] rows;

    /** What is held back, and the bins in which there is some: none where from is above to. */
    private final long[] held = new long[BINS];

    private int heldFrom = BINS;
    private int heldTo = -1;

    private long originNanos;
    private long binNanos = FIRST_BIN_NANOS;

    /** The bin that was written last, and its begin as an offset. */
    private int bin;

    private long binBeginNanos;

    TimeBins(int rows) {
        this.rows = new long[rows][BINS];
    }

    void open(long nowNanos) {
        for (long[] row : rows) {
            Arrays.fill(row, 0);
        }
        Arrays.fill(held, 0);
        heldFrom = BINS;
        heldTo = -1;
        originNanos = nowNanos;
        binNanos = FIRST_BIN_NANOS;
        bin = 0;
        binBeginNanos = 0;
    }

    /** What lies before the opening is left out, as is a stretch that ends before it begins. */
    void add(int row, long fromNanos, long toNanos) {
        spread(rows[row], fromNanos, toNanos);
    }

    /** Holds a stretch back, to be taken out of a row that is not known yet. */
    void hold(long fromNanos, long toNanos) {
        if (spread(held, fromNanos, toNanos)) {
            int first = (int) (Math.max(0, fromNanos - originNanos) / binNanos);
            heldFrom = Math.min(heldFrom, first);
            heldTo = Math.max(heldTo, bin);
        }
    }

    /** Takes what is held out of the row. */
    void takeHeldOutOf(int row) {
        for (int i = heldFrom; i <= heldTo; i++) {
            rows[row][i] -= held[i];
        }
        dropHeld();
    }

    void dropHeld() {
        for (int i = heldFrom; i <= heldTo; i++) {
            held[i] = 0;
        }
        heldFrom = BINS;
        heldTo = -1;
    }

    /** Ends the window: afterwards the bins reach up to {@code nowNanos}. */
    void close(long nowNanos) {
        reach(nowNanos - originNanos);
    }

    long binNanos() {
        return binNanos;
    }

    /** The bins of a row up to {@code nowNanos}. */
    List<Long> toResult(int row, long nowNanos) {
        long sizeNanos = Math.max(0, nowNanos - originNanos);
        int size = (int) ((sizeNanos + binNanos - 1) / binNanos);
        List<Long> bins = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            bins.add(rows[row][i]);
        }
        return List.copyOf(bins);
    }

    private boolean spread(long[] row, long fromNanos, long toNanos) {
        long from = Math.max(0, fromNanos - originNanos);
        long to = toNanos - originNanos;
        if (to <= from) {
            return false;
        }
        if (from >= binBeginNanos && to - binBeginNanos <= binNanos) {
            row[bin] += to - from;
            return true;
        }
        reach(to);
        bin = (int) (from / binNanos);
        binBeginNanos = bin * binNanos;
        long begin = from;
        while (to - binBeginNanos > binNanos) {
            row[bin] += binBeginNanos + binNanos - begin;
            bin++;
            binBeginNanos += binNanos;
            begin = binBeginNanos;
        }
        row[bin] += to - begin;
        return true;
    }

    private void reach(long endNanos) {
        while (endNanos > BINS * binNanos) {
            for (long[] row : rows) {
                halve(row);
            }
            halve(held);
            heldFrom = heldTo < 0 ? BINS : heldFrom / 2;
            heldTo = heldTo < 0 ? -1 : heldTo / 2;
            binNanos *= 2;
            bin /= 2;
            binBeginNanos = bin * binNanos;
        }
    }

    private static void halve(long[] row) {
        for (int i = 0; i < BINS / 2; i++) {
            row[i] = row[2 * i] + row[2 * i + 1];
        }
        Arrays.fill(row, BINS / 2, BINS, 0);
    }
}
