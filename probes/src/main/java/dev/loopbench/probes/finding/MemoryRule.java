package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Work that waits holds much memory: jobs that were submitted without bound, or bytes that were
 * written where the other end had asked to wait. Immutable.
 */
final class MemoryRule implements Rule {

    static final String SUBJECT = "memory";

    /** Of what the heap may grow to: the next such moment is the last. */
    private static final double MOST_OF_HEAP = 0.5;

    @Override
    public Optional<Cause> apply(Facts facts) {
        Memory memory = facts.report().memory();
        if (memory == null || memory.held().kinds().isEmpty()) {
            return Optional.empty();
        }
        Memory.Kind most =
                memory.held().kinds().stream()
                        .max(Comparator.comparingLong(Memory.Kind::peakBytes))
                        .orElseThrow();
        boolean queued = usesPool(facts.report(), most.kind());
        Threshold threshold = queued ? Threshold.QUEUED_BYTES : Threshold.UNSENT_BYTES;
        long bytes = memory.held().peakBytes();
        if (!threshold.isWorthKnowing(bytes)) {
            return Optional.empty();
        }
        Long heapMax = memory.heapMaxBytes();
        boolean tight = heapMax != null && bytes >= MOST_OF_HEAP * heapMax;
        int score = threshold.score(bytes);
        return Optional.of(
                new Cause(
                        queued ? "memory.queued" : "memory.backpressure",
                        tight ? Score.atLeastWarn(score) : score,
                        Confidence.HIGH,
                        null,
                        queued
                                ? "Queued work held " + Numbers.bytes(bytes) + " at once"
                                : most.kind()
                                        + " wrote faster than the other end took it: "
                                        + Numbers.bytes(bytes)
                                        + " waited in memory",
                        evidence(memory),
                        queued
                                ? "A job holds its buffer from its submission on: let fewer be in"
                                        + " flight at a time."
                                : "Stop writing when write says so, and go on at drain.",
                        null));
    }

    private static List<String> evidence(Memory memory) {
        List<String> lines = new ArrayList<>();
        for (Memory.Kind kind : memory.held().kinds()) {
            lines.add(kind.kind() + " held up to " + Numbers.bytes(kind.peakBytes()));
        }
        Long at = memory.held().peakAtNanos();
        if (at != null) {
            lines.add("most of it " + Numbers.nanos(at) + " after the start");
        }
        Long heapMax = memory.heapMaxBytes();
        if (heapMax != null) {
            lines.add("the heap may grow to " + Numbers.bytes(heapMax));
        }
        return lines;
    }

    private static boolean usesPool(Report report, String kind) {
        return report.operation(kind).map(own -> own.legs().serviceLeg()).isPresent();
    }
}
