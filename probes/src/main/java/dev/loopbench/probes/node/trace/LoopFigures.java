package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.node.trace.LoopLog.PhaseLog;
import dev.loopbench.probes.node.trace.LoopLog.Slice;
import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a trace tells of the loop, and of what stopped it. Immutable.
 *
 * <p>Iterations, timers and immediates are events; when the loop waited for sockets is not, nor
 * what their callbacks took. So it is not known how busy it was, nor what events had to wait.
 */
final class LoopFigures {

    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final String NO_POLL =
            "a trace does not tell when the loop waited for events, and how long their callbacks"
                    + " took";

    private static final String NO_STACKS = "a trace has no stacks";

    private static final List<String> UNTOLD =
            List.of(
                    "availability",
                    "busy",
                    "delay",
                    "dispatch",
                    "emptyPolls",
                    "events",
                    "eventsWaiting",
                    "kernelWait",
                    "residualShare",
                    "timerLateness",
                    "utilizationShare",
                    "wakeups");

    private final NodeRecording recording;
    private final LoopLog log;
    private final List<Slice> pauses;

    LoopFigures(NodeRecording recording) {
        this.recording = recording;
        log = recording.mainLoop().orElseGet(LoopLog::new);
        pauses = log.pauses();
    }

    Loop loop() {
        List<Slice> stalls =
                log.holds().stream()
                        .filter(hold -> hold.durationNanos() >= STALL_NANOS)
                        .sorted(Comparator.comparingLong(Slice::durationNanos).reversed())
                        .toList();
        return new Loop(
                new Loop.Counts(isTold() ? (Long) log.iterations() : null, null, null, null, null),
                null,
                null,
                List.of(),
                new Loop.BusyTime(phases(), null),
                new Loop.Durations(null, null, null, null),
                new Loop.Held(
                        stalls.stream()
                                .limit(Loop.MAX_STALLS)
                                .sorted(Comparator.comparingLong(Slice::atNanos))
                                .map(this::stall)
                                .toList(),
                        Math.max(0, stalls.size() - Loop.MAX_STALLS),
                        isTold() ? holds() : null),
                unavailable());
    }

    private boolean isTold() {
        return recording.has(Category.LOOP);
    }

    private List<Loop.PhaseTime> phases() {
        List<Loop.PhaseTime> rows = new ArrayList<>();
        log.phases().forEach((phase, runs) -> rows.add(row(phase, runs)));
        return List.copyOf(rows);
    }

    private Loop.PhaseTime row(String phase, PhaseLog runs) {
        Slice slowest = runs.slowest();
        return new Loop.PhaseTime(
                phase,
                runs.durations().count(),
                runs.durations().sumNanos(),
                null,
                Histograms.of(runs.durations()),
                slowest == null
                        ? null
                        : new Loop.Slowest(
                                slowest.name(), slowest.durationNanos(), offset(slowest)));
    }

    private long offset(Slice slice) {
        return slice.atNanos() - recording.firstNanos();
    }

    private Loop.Stall stall(Slice slice) {
        return new Loop.Stall(
                offset(slice),
                slice.durationNanos(),
                slice.phase(),
                slice.name(),
                parts(slice),
                null,
                NO_STACKS);
    }

    /** Collections are all that a trace knows to have happened meanwhile. */
    private Loop.StallParts parts(Slice slice) {
        Long collected = recording.has(Category.ENGINE) ? (Long) collectedNanos(slice) : null;
        return new Loop.StallParts(
                null,
                collected,
                null,
                null,
                null,
                slice.durationNanos() - (collected == null ? 0 : collected));
    }

    private long collectedNanos(Slice slice) {
        int at = Collections.binarySearch(pauses, slice, Comparator.comparingLong(Slice::atNanos));
        long nanos = 0;
        // The one before may reach into it.
        for (int i = Math.max(0, (at < 0 ? -at - 1 : at) - 1); i < pauses.size(); i++) {
            Slice pause = pauses.get(i);
            if (pause.atNanos() >= slice.endNanos()) {
                break;
            }
            nanos +=
                    Math.max(
                            0,
                            Math.min(pause.endNanos(), slice.endNanos())
                                    - Math.max(pause.atNanos(), slice.atNanos()));
        }
        return nanos;
    }

    private List<Loop.Hold> holds() {
        Map<String, Loop.Hold> sums = new TreeMap<>();
        for (Slice slice : log.holds()) {
            sums.merge(
                    slice.phase(),
                    new Loop.Hold(
                            slice.phase(),
                            slice.name(),
                            1,
                            slice.durationNanos(),
                            slice.durationNanos(),
                            slice.durationNanos(),
                            parts(slice),
                            null),
                    Loop.Hold::plus);
        }
        return sums.values().stream().sorted(Loop.Hold.byMostMet()).toList();
    }

    private SortedMap<String, String> unavailable() {
        SortedMap<String, String> reasons = new TreeMap<>();
        UNTOLD.forEach(figure -> reasons.put(figure, NO_POLL));
        if (!isTold()) {
            reasons.put("iterations", NodeReport.without(Category.LOOP));
            reasons.put("phases", NodeReport.without(Category.LOOP));
        } else {
            reasons.put("holds", "only timers and immediates are events of a trace");
        }
        List.of("stalls.cpu", "stalls.throttled", "stalls.runQueue", "stalls.blocked")
                .forEach(part -> reasons.put(part, NodeReport.NO_MACHINE));
        if (!recording.has(Category.ENGINE)) {
            reasons.put("stalls.gc", NodeReport.without(Category.ENGINE));
        }
        return Collections.unmodifiableSortedMap(reasons);
    }

    /** Null where collections were not recorded. */
    Host.@Nullable Gc gc() {
        if (!recording.has(Category.ENGINE)) {
            return null;
        }
        long totalNanos = pauses.stream().mapToLong(Slice::durationNanos).sum();
        long maxNanos = pauses.stream().mapToLong(Slice::durationNanos).max().orElse(0);
        return new Host.Gc(
                pauses.size(), totalNanos, pauses.isEmpty() ? null : (Long) maxNanos, null);
    }
}
