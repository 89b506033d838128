package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Report;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The memory of several runs: the start of the first, the end of the last, and the largest peak.
 * Stateless.
 */
final class MemorySum {

    private MemorySum() {}

    /** Null where one of the runs is older than the figures. */
    static @Nullable Memory of(List<Report> reports) {
        List<Memory> parts = reports.stream().map(Report::memory).filter(Objects::nonNull).toList();
        if (parts.size() < reports.size()) {
            return null;
        }
        Memory last = parts.get(parts.size() - 1);
        SortedMap<String, String> unavailable = Sums.reasons(parts, Memory::unavailable);
        Long heapAfterGc = largest(parts, Memory::heapAfterGcBytes);
        if (heapAfterGc != null) {
            unavailable.remove("heapAfterGcBytes");
        }
        return new Memory(
                course(parts, Memory::rss),
                course(parts, Memory::heap),
                course(parts, Memory::direct),
                heapAfterGc,
                last.heapMaxBytes(),
                held(parts),
                Sums.fixed(unavailable));
    }

    private static Memory.@Nullable Course course(
            List<Memory> parts, Function<Memory, Memory.@Nullable Course> figure) {
        List<Memory.Course> courses = parts.stream().map(figure).filter(Objects::nonNull).toList();
        if (courses.size() < parts.size()) {
            return null;
        }
        return new Memory.Course(
                courses.get(0).startBytes(),
                courses.stream().mapToLong(Memory.Course::peakBytes).max().orElse(0),
                courses.get(courses.size() - 1).endBytes());
    }

    private static Memory.Held held(List<Memory> parts) {
        Map<String, Long> kinds = new TreeMap<>();
        for (Memory part : parts) {
            part.held().kinds().forEach(k -> kinds.merge(k.kind(), k.peakBytes(), Math::max));
        }
        return new Memory.Held(
                parts.stream().mapToLong(part -> part.held().peakBytes()).max().orElse(0),
                null,
                parts.get(parts.size() - 1).held().endBytes(),
                kinds.entrySet().stream()
                        .map(kind -> new Memory.Kind(kind.getKey(), kind.getValue()))
                        .toList());
    }

    private static @Nullable Long largest(
            List<Memory> parts, Function<Memory, @Nullable Long> figure) {
        return parts.stream().map(figure).filter(Objects::nonNull).reduce(Math::max).orElse(null);
    }
}
