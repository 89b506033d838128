package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The longest busy periods of a window that events had to wait for, in arrays made beforehand; the
 * others are counted. Those over the threshold are its stalls.
 *
 * <p>Single writer (the loop thread); read after the window is closed. Recording allocates nothing;
 * once it is full it looks for the shortest one kept, which is cheap beside any hold.
 */
final class HoldLog {

    /** What a busy period spent no reported phase or callback in is called. */
    static final String UNACCOUNTED = "unaccounted";

    /** Twenty seconds of the shortest holds in a row, in a third of a megabyte. */
    static final int CAPACITY = 4096;

    private final long stallThresholdNanos;
    private final long[] states = new long[CAPACITY];
    private final long[] startsNanos = new long[CAPACITY];
    private final long[] durationsNanos = new long[CAPACITY];
    private final long[] callbacksNanos = new long[CAPACITY];
    private final long[] cpusNanos = new long[CAPACITY];
    private final long[] runDelaysNanos = new long[CAPACITY];
    private final long[] throttledNanos = new long[CAPACITY];
    private final long[] switches = new long[CAPACITY];
    private final @Nullable Phase[] phases = new Phase[CAPACITY];
    private final @Nullable String[] labels = new String[CAPACITY];
    private int size;
    private long stalls;

    HoldLog(long stallThresholdNanos) {
        this.stallThresholdNanos = stallThresholdNanos;
    }

    /**
     * @param state number of the busy period, by which its stack is found
     * @param meter has read the counters at its end
     * @param phase in which most of it was spent, null if in none
     * @param label of its longest callback, null if there was none
     * @param callbackNanos how long that took
     */
    void add(
            long state,
            long startNanos,
            long durationNanos,
            StallMeter meter,
            @Nullable Phase phase,
            @Nullable String label,
            long callbackNanos) {
        stalls += durationNanos >= stallThresholdNanos ? 1 : 0;
        int slot = size < CAPACITY ? size++ : shortest(durationNanos);
        if (slot < 0) {
            return;
        }
        states[slot] = state;
        startsNanos[slot] = startNanos;
        durationsNanos[slot] = durationNanos;
        callbacksNanos[slot] = callbackNanos;
        cpusNanos[slot] = meter.cpuNanos();
        runDelaysNanos[slot] = meter.runDelayNanos();
        throttledNanos[slot] = meter.throttledNanos();
        switches[slot] = meter.switches();
        phases[slot] = phase;
        labels[slot] = label;
    }

    void reset() {
        size = 0;
        stalls = 0;
    }

    /** How many were over the threshold, listed or not. */
    long stallCount() {
        return stalls;
    }

    /** The longest stalls in the order in which they happened, offsets from {@code originNanos}. */
    List<Loop.Stall> stalls(long originNanos, StallStacks stacks, PauseOverlap pauses) {
        List<Loop.Stall> longest = new ArrayList<>();
        for (int i : byLength()) {
            if (longest.size() < Loop.MAX_STALLS && durationsNanos[i] >= stallThresholdNanos) {
                longest.add(stall(i, originNanos, stacks, pauses));
            }
        }
        longest.sort(Comparator.comparingLong(Loop.Stall::atNanos));
        return List.copyOf(longest);
    }

    /** What held the loop, added up by callback: what events met most of comes first. */
    List<Loop.Hold> holds(StallStacks stacks, PauseOverlap pauses) {
        Map<String, Loop.Hold> sums = new LinkedHashMap<>();
        for (int i : byLength()) {
            Loop.Hold hold = hold(i, stacks, pauses);
            sums.merge(hold.phase() + ' ' + hold.label(), hold, Loop.Hold::plus);
        }
        return sums.values().stream().sorted(Loop.Hold.byMostMet()).limit(Loop.MAX_HOLDS).toList();
    }

    private Loop.Hold hold(int i, StallStacks stacks, PauseOverlap pauses) {
        Phase phase = phases[i];
        StallStacks.Sample sample = stacks.during(states[i]);
        return new Loop.Hold(
                phase == null ? UNACCOUNTED : PhaseNames.of(phase),
                holder(i),
                1,
                durationsNanos[i],
                durationsNanos[i],
                durationsNanos[i],
                StallLedger.parts(readings(i, sample, pauses)),
                sample.stack());
    }

    /** The callback that took most of it; none if it was made of many. */
    private String holder(int i) {
        String label = labels[i];
        if (label != null && callbacksNanos[i] >= durationsNanos[i] / 2) {
            return label;
        }
        Phase phase = phases[i];
        return phase == Phase.TICKS || phase == Phase.MICROTASKS
                ? PhaseNames.of(phase)
                : Loop.Hold.MANY;
    }

    private List<Integer> byLength() {
        List<Integer> slots = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            slots.add(i);
        }
        slots.sort(Comparator.comparingLong((Integer i) -> durationsNanos[i]).reversed());
        return slots;
    }

    private Loop.Stall stall(int i, long originNanos, StallStacks stacks, PauseOverlap pauses) {
        Phase phase = phases[i];
        String label = labels[i];
        StallStacks.Sample sample = stacks.during(states[i]);
        return new Loop.Stall(
                startsNanos[i] - originNanos,
                durationsNanos[i],
                phase == null ? UNACCOUNTED : PhaseNames.of(phase),
                label == null ? UNACCOUNTED : label,
                StallLedger.parts(readings(i, sample, pauses)),
                sample.stack(),
                sample.reason());
    }

    private StallLedger.Readings readings(int i, StallStacks.Sample sample, PauseOverlap pauses) {
        long endNanos = startsNanos[i] + durationsNanos[i];
        // To stop for a pause, or to have its stack taken, the thread may wait twice.
        long own = 2L * pauses.countBetween(startsNanos[i], endNanos) + 2;
        Long gaveUp = orNull(switches[i]);
        return new StallLedger.Readings(
                durationsNanos[i],
                orNull(cpusNanos[i]),
                pauses.nanosBetween(startsNanos[i], endNanos),
                orNull(runDelaysNanos[i]),
                orNull(throttledNanos[i]),
                gaveUp == null ? null : (Long) Math.max(0, gaveUp - own),
                sample.seen());
    }

    private static @Nullable Long orNull(long reading) {
        return reading == ThreadMeter.NOT_MEASURED ? null : (Long) reading;
    }

    /** The slot of the shortest one; -1 if the new one is no longer. */
    private int shortest(long durationNanos) {
        int shortest = 0;
        for (int i = 1; i < size; i++) {
            if (durationsNanos[i] < durationsNanos[shortest]) {
                shortest = i;
            }
        }
        return durationsNanos[shortest] < durationNanos ? shortest : -1;
    }
}
