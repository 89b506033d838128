package dev.loopbench.probes.timeline;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.phase.PhaseNames;
import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The longest runs of phases, in arrays made beforehand; the others are counted. Among equally long
 * ones the first stay.
 *
 * <p>Confined to the loop thread. Offering allocates nothing; one that is no longer than the
 * shortest kept costs a comparison, any other one a walk of the heap's height.
 */
final class SliceLog {

    private static final int MAX = Timeline.MAX_SLICES;

    private final long[] startsNanos = new long[MAX];
    private final long[] durationsNanos = new long[MAX];
    private final long[] callbacks = new long[MAX];
    private final @Nullable Phase[] phases = new Phase[MAX];
    private final @Nullable String[] labels = new String[MAX];

    /**
     * Slots, the shortest slice first: no slot is longer than those at twice its index, plus 1, 2.
     */
    private final int[] heap = new int[MAX];

    private int size;
    private long dropped;

    void reset() {
        size = 0;
        dropped = 0;
        Arrays.fill(labels, null);
    }

    void offer(long startNanos, long durationNanos, Phase phase, long count, String label) {
        int slot;
        if (size < MAX) {
            slot = size;
            heap[size] = slot;
            durationsNanos[slot] = durationNanos;
            siftUp(size);
            size++;
        } else {
            dropped++;
            slot = heap[0];
            if (durationNanos <= durationsNanos[slot]) {
                return;
            }
            durationsNanos[slot] = durationNanos;
            siftDown();
        }
        startsNanos[slot] = startNanos;
        callbacks[slot] = count;
        phases[slot] = phase;
        labels[slot] = label;
    }

    long dropped() {
        return dropped;
    }

    /** By begin; offsets from {@code originNanos}. */
    List<Timeline.Slice> toResult(long originNanos) {
        List<Timeline.Slice> slices = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            slices.add(
                    new Timeline.Slice(
                            startsNanos[i] - originNanos,
                            durationsNanos[i],
                            PhaseNames.of(Objects.requireNonNull(phases[i])),
                            callbacks[i],
                            Objects.requireNonNull(labels[i])));
        }
        slices.sort(
                Comparator.comparingLong(Timeline.Slice::atNanos)
                        .thenComparingLong(Timeline.Slice::durationNanos));
        return List.copyOf(slices);
    }

    private void siftUp(int from) {
        int index = from;
        while (index > 0 && isShorter(index, (index - 1) / 2)) {
            swap(index, (index - 1) / 2);
            index = (index - 1) / 2;
        }
    }

    private void siftDown() {
        int index = 0;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && isShorter(child + 1, child)) {
                child++;
            }
            if (!isShorter(child, index)) {
                return;
            }
            swap(child, index);
            index = child;
        }
    }

    private boolean isShorter(int a, int b) {
        return durationsNanos[heap[a]] < durationsNanos[heap[b]];
    }

    private void swap(int a, int b) {
        int slot = heap[a];
        heap[a] = heap[b];
        heap[b] = slot;
    }
}
