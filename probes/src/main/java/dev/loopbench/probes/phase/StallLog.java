package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The longest stalls of a window, in arrays made beforehand; the others are counted.
 *
 * <p>Single writer (the loop thread); read after the window is closed. Recording allocates nothing;
 * it looks for the shortest one kept, which is cheap beside any stall.
 */
final class StallLog {

    /** What a busy period spent no reported phase or callback in is called. */
    static final String UNACCOUNTED = "unaccounted";

    private final long[] states = new long[Loop.MAX_STALLS];
    private final long[] startsNanos = new long[Loop.MAX_STALLS];
    private final long[] durationsNanos = new long[Loop.MAX_STALLS];
    private final long[] cpusNanos = new long[Loop.MAX_STALLS];
    private final long[] runDelaysNanos = new long[Loop.MAX_STALLS];
    private final long[] throttledNanos = new long[Loop.MAX_STALLS];
    private final long[] switches = new long[Loop.MAX_STALLS];
    private final @Nullable Phase[] phases = new Phase[Loop.MAX_STALLS];
    private final @Nullable String[] labels = new String[Loop.MAX_STALLS];
    private int size;
    private long dropped;

    /**
     * @param state number of the busy period, by which its stack is found
     * @param meter has read the counters at its end
     * @param phase in which most of it was spent, null if in none
     * @param label of its longest callback, null if there was none
     */
    void add(
            long state,
            long startNanos,
            long durationNanos,
            StallMeter meter,
            @Nullable Phase phase,
            @Nullable String label) {
        int slot = size < Loop.MAX_STALLS ? size++ : dropShortest(durationNanos);
        if (slot < 0) {
            return;
        }
        states[slot] = state;
        startsNanos[slot] = startNanos;
        durationsNanos[slot] = durationNanos;
        cpusNanos[slot] = meter.cpuNanos();
        runDelaysNanos[slot] = meter.runDelayNanos();
        throttledNanos[slot] = meter.throttledNanos();
        switches[slot] = meter.switches();
        phases[slot] = phase;
        labels[slot] = label;
    }

    void reset() {
        size = 0;
        dropped = 0;
    }

    int size() {
        return size;
    }

    long dropped() {
        return dropped;
    }

    /** In the order in which they happened, offsets from {@code originNanos}. */
    List<Loop.Stall> toResult(long originNanos, StallStacks stacks, PauseOverlap pauses) {
        List<Loop.Stall> stalls = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            stalls.add(stall(i, originNanos, stacks, pauses));
        }
        stalls.sort(Comparator.comparingLong(Loop.Stall::atNanos));
        return List.copyOf(stalls);
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

    /** One of the two goes uncounted; -1 if it is the new one. */
    private int dropShortest(long durationNanos) {
        dropped++;
        int shortest = 0;
        for (int i = 1; i < size; i++) {
            if (durationsNanos[i] < durationsNanos[shortest]) {
                shortest = i;
            }
        }
        return durationsNanos[shortest] < durationNanos ? shortest : -1;
    }
}
