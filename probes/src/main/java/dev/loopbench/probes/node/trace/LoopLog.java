package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one thread with a loop told of it. Confined to its recording.
 *
 * <p>One {@code CheckImmediate} an iteration, right after the poll, holds all immediates; one
 * {@code RunTimers} all timers that were due. As libuv counts, each is one callback.
 */
final class LoopLog {

    private static final String ITERATION = "CheckImmediate";
    private static final String TIMERS = "RunTimers";

    /** How the names of collections begin, those that hold others and those within. */
    private static final List<String> COLLECTIONS = List.of("V8.GC", "MinorGC", "MajorGC");

    /** More holds or collections than these, the first ones: hours of a busy process. */
    private static final int MAX_SLICES = 200_000;

    private static final long NEVER = -1;

    /** Something that kept the thread, from an instant on. */
    record Slice(String phase, String name, long atNanos, long durationNanos) {

        long endNanos() {
            return atNanos + durationNanos;
        }
    }

    /** All runs of a phase. */
    static final class PhaseLog {

        private final LatencyRecorder durations = new LatencyRecorder();
        private @Nullable Slice slowest;

        LatencyRecorder durations() {
            return durations;
        }

        @Nullable Slice slowest() {
            return slowest;
        }

        private void add(Slice slice) {
            durations.record(slice.durationNanos);
            if (slowest == null || slice.durationNanos > slowest.durationNanos) {
                slowest = slice;
            }
        }
    }

    private final Map<String, PhaseLog> phases = new TreeMap<>(Comparator.reverseOrder());
    private final List<Slice> holds = new ArrayList<>();
    private final List<Slice> collections = new ArrayList<>();
    private long iterations;
    private long collectsSinceNanos = NEVER;

    void add(TraceEvent event) {
        if (event.category() == TraceEvent.Category.ENGINE) {
            if (COLLECTIONS.stream().anyMatch(event.name()::startsWith)) {
                collection(event);
            }
        } else if (event.mark() != Mark.WHOLE) {
            return;
        } else if (event.name().equals(ITERATION)) {
            iterations++;
            phase("check", event);
        } else if (event.name().equals(TIMERS)) {
            phase("timers", event);
        }
    }

    /** Those that hold others are two events, one of each end. */
    private void collection(TraceEvent event) {
        switch (event.mark()) {
            case WHOLE -> keep(collections, slice("", event));
            case STARTED -> collectsSinceNanos = event.atNanos();
            case FINISHED -> {
                if (collectsSinceNanos != NEVER && event.atNanos() >= collectsSinceNanos) {
                    long nanos = event.atNanos() - collectsSinceNanos;
                    keep(collections, new Slice("", event.name(), collectsSinceNanos, nanos));
                }
                collectsSinceNanos = NEVER;
            }
            case SUBMITTED, COMPLETED -> {}
        }
    }

    private void phase(String phase, TraceEvent event) {
        Slice slice = slice(phase, event);
        phases.computeIfAbsent(phase, added -> new PhaseLog()).add(slice);
        if (slice.durationNanos >= Loop.HOLD_NANOS) {
            keep(holds, slice);
        }
    }

    private static Slice slice(String phase, TraceEvent event) {
        return new Slice(phase, event.name(), event.atNanos(), event.durationNanos());
    }

    private static void keep(List<Slice> slices, Slice slice) {
        if (slices.size() < MAX_SLICES) {
            slices.add(slice);
        }
    }

    long iterations() {
        return iterations;
    }

    /** By phase: timers, then check. */
    Map<String, PhaseLog> phases() {
        return phases;
    }

    /** Runs of phases of {@link Loop#HOLD_NANOS} and more. */
    List<Slice> holds() {
        return holds;
    }

    /** When the collector had the thread: what lies within another or touches it is one with it. */
    List<Slice> pauses() {
        List<Slice> sorted = new ArrayList<>(collections);
        sorted.sort(Comparator.comparingLong(Slice::atNanos));
        List<Slice> pauses = new ArrayList<>();
        for (Slice next : sorted) {
            Slice last = pauses.isEmpty() ? null : pauses.get(pauses.size() - 1);
            if (last == null || next.atNanos > last.endNanos()) {
                pauses.add(next);
            } else if (next.endNanos() > last.endNanos()) {
                pauses.set(
                        pauses.size() - 1,
                        new Slice("", last.name, last.atNanos, next.endNanos() - last.atNanos));
            }
        }
        return pauses;
    }
}
