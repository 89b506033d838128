package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time and callbacks of all phases. The time is each phase's own: the drains inside it are rows of
 * their own. A phase's duration is what it took in one busy period.
 *
 * <p>Single writer (the loop thread); read after the window is closed. Nanoseconds.
 */
final class PhaseTimes {

    private static final List<Phase> PHASES = PhaseNames.IN_REPORT_ORDER;

    private final Map<Phase, PhaseTime> times = new EnumMap<>(Phase.class);

    /** The same, by index of {@link #PHASES}: walking an array allocates no iterator. */
    private final PhaseTime[] rows = new PhaseTime[PHASES.size()];

    PhaseTimes() {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new PhaseTime();
            times.put(PHASES.get(i), rows[i]);
        }
    }

    void reset() {
        for (PhaseTime row : rows) {
            row.reset();
        }
    }

    void startPeriod() {
        for (PhaseTime row : rows) {
            row.startPeriod();
        }
    }

    /** {@code nanos} of the phase's own, at least 0. */
    void add(Phase phase, int count, long nanos) {
        PhaseTime row = times.get(phase);
        if (row != null) {
            row.add(count, nanos);
        }
    }

    void callback(Phase phase, String label, long startNanos, long nanos) {
        PhaseTime row = times.get(phase);
        if (row != null) {
            row.callback(label, startNanos, nanos);
        }
    }

    /** The busy period is over. */
    void endPeriod() {
        for (PhaseTime row : rows) {
            row.endPeriod();
        }
    }

    /** Where most of the present busy period was spent; null if no phase was reported in it. */
    @Nullable Phase longestOfPeriod() {
        Phase longest = null;
        long longestNanos = -1;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].periodNanos() > longestNanos) {
                longestNanos = rows[i].periodNanos();
                longest = PHASES.get(i);
            }
        }
        return longest;
    }

    /** The time of all phases together. */
    long sumNanos() {
        long sum = 0;
        for (PhaseTime row : rows) {
            sum += row.totalNanos();
        }
        return sum;
    }

    /** One row per phase; offsets from {@code originNanos}. */
    List<Loop.PhaseTime> toResult(long originNanos, long busyNanos) {
        List<Loop.PhaseTime> results = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            results.add(rows[i].toResult(PHASES.get(i), originNanos, busyNanos));
        }
        return List.copyOf(results);
    }
}
