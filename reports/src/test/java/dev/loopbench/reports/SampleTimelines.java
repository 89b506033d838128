package dev.loopbench.reports;

import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Courses of runs: a burst that is over at once, and a loop that is held three times. */
final class SampleTimelines {

    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    private SampleTimelines() {}

    private static final List<Timeline.MemorySample> MEMORY =
            List.of(
                    new Timeline.MemorySample(0, 101L << 20, 20L << 20, 1L << 20, 0),
                    new Timeline.MemorySample(100 * MS, 131L << 20, 45L << 20, null, 5L << 20));

    static Timeline burst() {
        return new Timeline(
                new Timeline.Bins(
                        MS,
                        phases(400, Map.of("poll", List.of(98, 99, 196), "check", List.of(0))),
                        List.of(bins(98, 0), bins(97, 0), bins(196, 0), bins(99, 0))),
                new Timeline.Longest(
                        List.of(
                                new Timeline.Slice(
                                        40 * US, 286 * US, "check", 1, "submit the burst"),
                                new Timeline.Slice(98 * MS, 401 * US, "poll", 4, "pbkdf2 #0"),
                                new Timeline.Slice(196 * MS, 209 * US, "poll", 1, "pbkdf2 #4")),
                        2,
                        List.of(),
                        0),
                new Timeline.Samples(
                        List.of(
                                new Timeline.HostSample(0, 100 * MS, 0L, 0.0, 1_200 * US),
                                new Timeline.HostSample(100 * MS, 97 * MS, 0L, 0.0, 90 * US)),
                        MEMORY),
                new TreeMap<>());
    }

    static Timeline blocked() {
        return new Timeline(
                new Timeline.Bins(
                        2 * MS,
                        phases(2_000, Map.of("timers", List.of(100, 101, 102, 200, 201, 300, 301))),
                        List.of(bins(90, 2), bins(95, 1))),
                new Timeline.Longest(
                        List.of(
                                new Timeline.Slice(
                                        200 * MS, 120_400 * US, "timers", 1, "block.sleep"),
                                new Timeline.Slice(
                                        401 * MS, 119_800 * US, "timers", 1, "block.sleep"),
                                new Timeline.Slice(602 * MS, 121 * MS, "timers", 1, "block.sleep")),
                        12,
                        List.of(new Timeline.Pause(610 * MS, 7 * MS)),
                        1),
                new Timeline.Samples(
                        List.of(
                                new Timeline.HostSample(0, 400 * MS, 31 * MS, null, 2 * MS),
                                new Timeline.HostSample(400 * MS, 352 * MS, 0L, null, null)),
                        MEMORY),
                new TreeMap<>(
                        Map.of("host.stealShare", "the kernel does not tell stolen time here")));
    }

    /** Busy for {@code nanos} in each of the bins named. */
    private static SortedMap<String, List<Long>> phases(
            long nanos, Map<String, List<Integer>> busyBins) {
        SortedMap<String, List<Long>> phases = new TreeMap<>();
        busyBins.forEach(
                (phase, busy) -> {
                    List<Long> bins = new ArrayList<>();
                    for (int i = 0; i < 198; i++) {
                        bins.add(busy.contains(i) ? nanos * US : 0);
                    }
                    phases.put(phase, bins);
                });
        return phases;
    }

    private static List<Long> bins(int busyUntil, int busyAgainFrom) {
        List<Long> bins = new ArrayList<>();
        for (int i = 0; i < 198; i++) {
            bins.add(i < busyUntil || (busyAgainFrom > 0 && i > 198 - busyAgainFrom) ? MS : 0);
        }
        return bins;
    }
}
