package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Calls of a foreign process that wait for something outside of it, and had not come back at the
 * end for far longer than those of their kind that had. Nobody tells which of them had a thread.
 * Immutable.
 */
final class UnansweredRule implements Rule {

    static final String RULE = "pool.unanswered";

    @Override
    public Optional<Cause> apply(Facts facts) {
        return facts.operations().stream()
                .filter(UnansweredRule::isUnanswered)
                .max(Comparator.comparingLong(Operation::unfinished))
                .map(UnansweredRule::cause);
    }

    private static boolean isUnanswered(Operation operation) {
        Double mean = operation.latency().response().meanNanos();
        return isOutward(operation.kind())
                && StuckPoolRule.isFarTooLong(oldestNanos(operation), mean == null ? 0 : mean);
    }

    /** What computes is merely long. */
    private static boolean isOutward(String kind) {
        return kind.equals("fs") || kind.startsWith("fs.") || kind.startsWith("dns.");
    }

    private static long oldestNanos(Operation operation) {
        Long oldest = operation.pace().oldestUnfinishedNanos();
        return oldest == null ? 0 : oldest;
    }

    private static Cause cause(Operation operation) {
        String kind = operation.kind();
        List<String> evidence = new ArrayList<>();
        evidence.add(
                Numbers.count(operation.unfinished())
                        + " of "
                        + kind
                        + (operation.unfinished() == 1 ? " was" : " were")
                        + " under way at the end, the first of them for "
                        + Numbers.nanos(oldestNanos(operation)));
        Double mean = operation.latency().response().meanNanos();
        evidence.add(
                mean == null
                        ? "none had come back"
                        : Numbers.count(operation.count())
                                + " had come back, after "
                                + Numbers.nanos(mean)
                                + " on average");
        return new Cause(
                RULE,
                Score.WARN,
                Confidence.HIGH,
                null,
                kind
                        + " has not come back for "
                        + Numbers.nanos(oldestNanos(operation))
                        + ": "
                        + Numbers.count(operation.unfinished())
                        + (operation.unfinished() == 1 ? " is" : " are")
                        + " under way",
                evidence,
                kind.equals("dns.lookup")
                        ? "Each holds a thread of the pool until the system's resolver"
                                + " gives up. dns.resolve needs none, and can be given a"
                                + " time-out; keep the answers for a while."
                        : "Find what it waits for and give it a time-out.",
                null);
    }
}
