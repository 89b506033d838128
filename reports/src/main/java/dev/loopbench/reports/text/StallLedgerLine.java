package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.NanosSum;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a stall went, as a sum that adds up as it is printed: {@code 41.0ms = 6.2ms CPU
 * + 34.8ms blocked}. Stateless.
 */
final class StallLedgerLine {

    private record Part(String component, String name, String untold, @Nullable Long nanos) {}

    private StallLedgerLine() {}

    /** The terms of the sum; what is nothing at this precision is left out. */
    static List<Line> terms(Loop.Stall stall, Page page) {
        List<Part> told = parts(stall.parts()).stream().filter(p -> p.nanos != null).toList();
        NanosSum sum =
                new NanosSum(
                        stall.durationNanos(),
                        told.stream().map(p -> p.nanos == null ? 0L : p.nanos).toList());
        List<Line> terms = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (!sum.isNothing(i)) {
                String before = terms.isEmpty() ? sum.total() + " = " : "+ ";
                terms.add(page.line(before + sum.part(i) + " " + told.get(i).name));
            }
        }
        return terms;
    }

    /** Which parts these stalls do not tell, and why. */
    static List<Line> untold(List<Loop.Stall> stalls, Untold untold, Page page) {
        for (Part part : parts(stalls.get(0).parts())) {
            boolean missing =
                    stalls.stream()
                            .flatMap(stall -> parts(stall.parts()).stream())
                            .anyMatch(p -> p.name.equals(part.name) && p.nanos == null);
            if (missing) {
                untold.add(part.component, part.untold);
            }
        }
        return untold.lines(page);
    }

    private static List<Part> parts(Loop.StallParts parts) {
        return Stream.of(
                        new Part("stalls.cpuNanos", "CPU", "CPU time", parts.cpuNanos()),
                        new Part("stalls.gcNanos", "GC", "GC", parts.gcNanos()),
                        new Part(
                                "stalls.throttledNanos",
                                "throttled",
                                "throttling",
                                parts.throttledNanos()),
                        new Part(
                                "stalls.runQueueNanos",
                                "no core",
                                "waits for a core",
                                parts.runQueueNanos()),
                        new Part(
                                "stalls.blockedNanos", "blocked", "blocking", parts.blockedNanos()),
                        new Part(
                                "stalls.unexplainedNanos",
                                "unexplained",
                                "",
                                (Long) parts.unexplainedNanos()))
                .toList();
    }
}
