package dev.loopbench.reports.trace;

import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The loop's stalls with its phases in them, and what stopped it from outside. Stateless. */
final class LoopEvents {

    private LoopEvents() {}

    /** The loop's track: phases lie within the stall they are part of. */
    static Track loop(Report report, Consumer<TraceEvent> out) {
        Track track = new Track(Tracks.LOOP);
        for (Loop.Stall stall : report.loop().held().stalls()) {
            Span span = Span.of(stall.atNanos(), stall.durationNanos());
            track.add("stall", "stall: " + stall.label(), span, 0, arguments(stall));
        }
        Timeline timeline = report.timeline();
        if (timeline != null) {
            for (Timeline.Slice slice : timeline.longest().slices()) {
                Map<String, Object> arguments = new LinkedHashMap<>();
                arguments.put("callbacks", slice.callbacks());
                arguments.put("longest", slice.label());
                Span span = Span.of(slice.atNanos(), slice.durationNanos());
                track.add("phase", slice.phase(), span, 1, arguments);
            }
        }
        track.nested(out);
        return track;
    }

    static void disturbances(Timeline timeline, Tracks tracks, Consumer<TraceEvent> out) {
        if (!timeline.longest().pauses().isEmpty()) {
            Track pauses = new Track(tracks.pauses());
            timeline.longest()
                    .pauses()
                    .forEach(
                            pause ->
                                    pauses.add(
                                            "gc",
                                            "GC pause",
                                            Span.of(pause.atNanos(), pause.durationNanos()),
                                            0,
                                            Map.of()));
            pauses.flat(out);
        }
        Track throttling = new Track(Tracks.THROTTLING);
        for (Timeline.HostSample sample : timeline.samples().host()) {
            Long throttledNanos = sample.throttledNanos();
            if (throttledNanos != null && throttledNanos > 0) {
                Span span = Span.of(sample.atNanos(), sample.durationNanos());
                tracks.throttling();
                throttling.add(
                        "throttling",
                        "throttled in this stretch",
                        span,
                        0,
                        Map.of("throttledNanos", throttledNanos));
            }
        }
        throttling.flat(out);
    }

    private static Map<String, Object> arguments(Loop.Stall stall) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (stall.phase() != null) {
            arguments.put("phase", stall.phase());
        }
        Loop.StallParts parts = stall.parts();
        put(arguments, "cpuNanos", parts.cpuNanos());
        put(arguments, "gcNanos", parts.gcNanos());
        put(arguments, "throttledNanos", parts.throttledNanos());
        put(arguments, "runQueueNanos", parts.runQueueNanos());
        put(arguments, "blockedNanos", parts.blockedNanos());
        put(arguments, "unexplainedNanos", parts.unexplainedNanos());
        List<String> stack = stall.stack();
        if (stack != null) {
            arguments.put("stack", String.join("\n", stack));
        }
        return arguments;
    }

    private static void put(Map<String, Object> arguments, String name, @Nullable Long nanos) {
        if (nanos != null) {
            arguments.put(name, nanos);
        }
    }
}
