package dev.loopbench.probes.node.live;

import dev.loopbench.probes.inspector.CpuProfile;
import dev.loopbench.probes.inspector.Frame;
import dev.loopbench.probes.inspector.TraceWindow;
import dev.loopbench.probes.node.script.Answer;
import dev.loopbench.probes.phase.DelayCurve;
import dev.loopbench.probes.result.Loop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Stretches in which the loop did not come round to its timers, what its JavaScript was at then,
 * and where their time went. Immutable; nanoseconds on the clock of {@code process.hrtime}.
 *
 * <p>What looking itself stopped the loop for is left out: while Node writes a trace window out, it
 * does nothing else.
 */
final class HeldStretches {

    /** Of which nobody knows what it was. */
    static final String UNNAMED = "the loop";

    /** V8 has no better word for what is not JavaScript. */
    private static final String NATIVE = "native code";

    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Writing an event out takes Node some 5 µs; on a machine short of cores longer. */
    private static final long EVENT_NANOS = 20_000;

    /** A timer of whole milliseconds is late by as much: what is shorter is not seen. */
    static final long UNSEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long SAMPLE_NANOS = NodeObservation.SAMPLE_EVERY.toNanos();

    private static final long[] OVER_NANOS = {10_000_000, 50_000_000, 100_000_000};

    private static final String NO_SAMPLES = "it was not sampled what the loop was at";

    /** What the system and the observer told of the loop's thread up to an instant. */
    record Pulse(long atNanos, long activeNanos, long cpuNanos, @Nullable Long runDelayNanos) {}

    private record Stretch(
            long fromNanos,
            long toNanos,
            String label,
            @Nullable String call,
            @Nullable List<String> stack,
            Loop.StallParts parts) {

        long nanos() {
            return toNanos - fromNanos;
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();
    private final @Nullable List<Loop.SampledCall> calls;
    private final long originNanos;
    private final long durationNanos;
    private final long gapPeriodNanos;

    /**
     * @param sighting whose gaps these are
     */
    HeldStretches(Sighting sighting) {
        BuiltIns builtIns = builtIns(sighting);
        calls = SampledCalls.of(sighting, builtIns);
        originNanos = sighting.span().fromNanos();
        durationNanos = sighting.span().nanos();
        gapPeriodNanos = sighting.script().installation().gapPeriodNanos();
        for (Answer.Gap gap : sighting.script().gaps()) {
            long from =
                    Math.max(
                            originNanos,
                            sighting.script().installation().hrtimeNanos(gap.fromNanos()));
            long to =
                    Math.min(
                            sighting.span().toNanos(),
                            sighting.script().installation().hrtimeNanos(gap.toNanos()));
            long own = ownNanos(from, to, sighting.traced().windows());
            if (to - from > own) {
                stretches.add(stretch(from + own, to, sighting, builtIns));
            }
        }
    }

    private static BuiltIns builtIns(Sighting sighting) {
        Instant since = sighting.target().filesSince();
        return since == null ? new BuiltIns(null, Instant.MIN) : new BuiltIns(Path.of("/"), since);
    }

    /** What of a stretch Node was writing out windows. */
    private static long ownNanos(long from, long to, List<TraceWindow> windows) {
        long own = 0;
        for (TraceWindow window : windows) {
            long end = window.toNanos() + window.eventCount() * EVENT_NANOS;
            own += Math.max(0, Math.min(to, end) - Math.max(from, window.toNanos()));
        }
        return Math.min(own, to - from);
    }

    private static Stretch stretch(long from, long to, Sighting sighting, BuiltIns builtIns) {
        CpuProfile profile = sighting.profile();
        Map<String, Integer> ofProgram = new HashMap<>();
        Map<String, Integer> ofNode = new HashMap<>();
        Map<String, List<String>> stacks = new HashMap<>();
        Map<String, Map<String, Integer>> called = new HashMap<>();
        int collecting = 0;
        if (profile != null) {
            for (int i = profile.firstFrom(from); i < profile.samples(); i++) {
                if (profile.instantNanos(i) > to) {
                    break;
                }
                Frame leaf = profile.leaf(i);
                if (leaf.isGarbageCollector()) {
                    collecting++;
                } else if (!leaf.isIdle()) {
                    Frame named = profile.userFrame(i).orElse(leaf);
                    String label = label(named);
                    (named.isUser() ? ofProgram : ofNode).merge(label, 1, Integer::sum);
                    int sample = i;
                    builtIns.of(profile, sample)
                            .ifPresent(
                                    call ->
                                            called.computeIfAbsent(label, added -> new HashMap<>())
                                                    .merge(call, 1, Integer::sum));
                    stacks.computeIfAbsent(label, added -> stack(profile.stack(sample)));
                }
            }
        }
        String label = most(ofProgram).or(() -> most(ofNode)).orElse(UNNAMED);
        // A thread without a core is sampled in native code, if at all.
        int samples = ofProgram.values().stream().mapToInt(count -> count).sum();
        return new Stretch(
                from,
                to,
                label,
                call(called.getOrDefault(label, Map.of()), ofProgram.getOrDefault(label, 0)),
                stacks.get(label),
                parts(from, to, samples, collecting, sighting));
    }

    /** What half of the samples in the program's function were in. */
    private static @Nullable String call(Map<String, Integer> called, int samples) {
        return most(called)
                .filter(call -> 2 * called.getOrDefault(call, 0) >= samples)
                .orElse(null);
    }

    private static Optional<String> most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    static String label(Frame frame) {
        if (frame.isProgram()) {
            return NATIVE;
        }
        if (frame.url().isEmpty()) {
            return name(frame);
        }
        String file = frame.url().substring(frame.url().lastIndexOf('/') + 1);
        return name(frame) + " " + file + ":" + frame.line();
    }

    private static String name(Frame frame) {
        return frame.function().isEmpty() ? "(anonymous)" : frame.function();
    }

    private static List<String> stack(List<Frame> frames) {
        return frames.stream()
                .map(
                        frame ->
                                frame.url().isEmpty()
                                        ? name(frame)
                                        : name(frame)
                                                + " ("
                                                + frame.url()
                                                + ":"
                                                + frame.line()
                                                + ")")
                .toList();
    }

    /**
     * What the thread did is at least what it lacked no core for, and at most as long as it was
     * seen in the program's code: a sample waits for the thread to have a core. Of that, it
     * computed as much as in all of the time between the questions around it.
     */
    private static Loop.StallParts parts(
            long from, long to, int samples, int collecting, Sighting sighting) {
        long paused = collectedNanos(from, to, sighting);
        Pulse before = null;
        Pulse after = null;
        for (Pulse pulse : sighting.machine().pulses()) {
            if (pulse.atNanos() <= from) {
                before = pulse;
            } else if (pulse.atNanos() >= to && after == null) {
                after = pulse;
            }
        }
        Long delayBefore = before == null ? null : before.runDelayNanos();
        Long delayAfter = after == null ? null : after.runDelayNanos();
        if (before == null || after == null || delayBefore == null || delayAfter == null) {
            return new Loop.StallParts(null, paused, null, null, null, to - from - paused);
        }
        long delayed = Math.max(0, delayAfter - delayBefore);
        // A collector without a core pauses for long: what it did is what no lack explains, or what
        // it was seen at.
        long collected =
                Math.min(
                        paused,
                        Math.max(paused - delayed, Math.max(0, collecting - 1) * SAMPLE_NANOS));
        long left = to - from - collected;
        long seen = Math.max(0, samples - 1) * SAMPLE_NANOS;
        long own = Math.min(left, Math.max(left - delayed, seen));
        double computed = Math.max(1, after.cpuNanos() - before.cpuNanos());
        double active = after.activeNanos() - before.activeNanos() - delayed;
        long cpu = Math.round(own * Math.min(1, computed / Math.max(computed, active)));
        // Who is not seen in a call may also have lacked a core that the hypervisor took.
        long waited = Math.max(0, Math.min(own, seen) - cpu);
        return new Loop.StallParts(cpu, collected, null, left - own, waited, own - cpu - waited);
    }

    private static long collectedNanos(long from, long to, Sighting sighting) {
        long nanos = 0;
        for (Answer.Pause pause : sighting.script().pauses()) {
            long begin = sighting.script().installation().hrtimeNanos(pause.startNanos());
            nanos +=
                    Math.max(
                            0, Math.min(to, begin + pause.durationNanos()) - Math.max(from, begin));
        }
        return Math.min(nanos, to - from);
    }

    /**
     * What they made an event wait that came at a random moment. A stretch may have begun a period
     * before it is seen, and one that is never seen lasts no longer than both together.
     */
    Loop.Delay delay() {
        Histogram lengths = new Histogram(3);
        double squares = 0;
        long min = Long.MAX_VALUE;
        long max = 0;
        for (Stretch stretch : stretches) {
            lengths.recordValue(stretch.nanos());
            squares += (double) stretch.nanos() * stretch.nanos();
            min = Math.min(min, stretch.nanos());
            max = Math.max(max, stretch.nanos());
        }
        DelayCurve curve = DelayCurve.of(lengths, min, max, squares, durationNanos);
        List<Loop.Delay.Over> over = new ArrayList<>();
        for (long threshold : OVER_NANOS) {
            over.add(new Loop.Delay.Over(threshold, curve.tailShare(threshold)));
        }
        return curve.toResult(over).withError(UNSEEN_NANOS + gapPeriodNanos);
    }

    Loop.Held held() {
        List<Stretch> stalls =
                stretches.stream()
                        .filter(stretch -> stretch.nanos() >= STALL_NANOS)
                        .sorted(Comparator.comparingLong(Stretch::nanos).reversed())
                        .toList();
        Map<String, Loop.Hold> holds = new TreeMap<>();
        for (Stretch stretch : stretches) {
            if (stretch.nanos() >= Loop.HOLD_NANOS) {
                holds.merge(stretch.label + " " + stretch.call, hold(stretch), Loop.Hold::plus);
            }
        }
        return new Loop.Held(
                stalls.stream()
                        .limit(Loop.MAX_STALLS)
                        .sorted(Comparator.comparingLong(Stretch::fromNanos))
                        .map(this::stall)
                        .toList(),
                Math.max(0, stalls.size() - Loop.MAX_STALLS),
                holds.values().stream()
                        .sorted(Loop.Hold.byMostMet())
                        .limit(Loop.MAX_HOLDS)
                        .toList(),
                calls);
    }

    private static Loop.Hold hold(Stretch stretch) {
        return new Loop.Hold(
                null, // timers come round once an iteration: what kept them is in no one phase
                stretch.label,
                1,
                stretch.nanos(),
                stretch.nanos(),
                stretch.nanos(),
                stretch.parts,
                stretch.stack,
                stretch.call);
    }

    private Loop.Stall stall(Stretch stretch) {
        return new Loop.Stall(
                stretch.fromNanos - originNanos,
                stretch.nanos(),
                null, // timers come round once an iteration: what kept them is in no one phase
                stretch.label,
                stretch.parts,
                stretch.stack,
                stretch.stack == null ? NO_SAMPLES : null);
    }
}
