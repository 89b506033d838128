package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that had not ended at the end of the run hold the pool's threads. Immutable.
 *
 * <p>A job hangs if it has run for a second and far longer than those of its kind that ended, if
 * any did. What has ended says nothing of it: not even its service is known.
 */
final class StuckPoolRule implements Rule {

    static final String RULE = "pool.stuck";
    static final String DEADLOCK = "pool.deadlock";

    /** So many times as long as those of its kind that ended. */
    private static final double FAR_LONGER = 10;

    @Override
    public Optional<Cause> apply(Facts facts) {
        return deadlock(facts).or(() -> stuck(facts));
    }

    /** Every thread waits for a job of this pool, and that has none to run on. */
    private static Optional<Cause> deadlock(Facts facts) {
        int threads = facts.pool().threads();
        return facts.pool().atEnd().nested().stream()
                .filter(nested -> nested.waitingThreads() >= threads && nested.queued() > 0)
                .findFirst()
                .map(
                        nested ->
                                new Cause(
                                        DEADLOCK,
                                        Score.MAX,
                                        Confidence.HIGH,
                                        null,
                                        "Deadlock: all "
                                                + Numbers.count(threads, "thread")
                                                + " wait for "
                                                + nested.waitsFor()
                                                + ", which has no thread to run on",
                                        deadlockEvidence(facts, nested),
                                        "A job must not wait on its thread for another of the same"
                                                + " pool: go on in its callback, or give such jobs"
                                                + " a pool of their own.",
                                        null));
    }

    private static List<String> deadlockEvidence(Facts facts, Pool.Nested nested) {
        List<String> lines = new ArrayList<>();
        lines.add(
                nested.waitingThreads()
                        + " threads did nothing but wait in "
                        + nested.kind()
                        + "; "
                        + nested.queued()
                        + " of "
                        + nested.waitsFor()
                        + " were in the queue");
        lines.addAll(evidence(facts));
        return lines;
    }

    private static Optional<Cause> stuck(Facts facts) {
        return facts.pool().atEnd().underWay().stream()
                .filter(kind -> hangs(facts, kind))
                .max(Comparator.comparingLong(Pool.UnderWay::running))
                .map(kind -> cause(facts, kind));
    }

    /**
     * Whether jobs that hang hold all threads, if it is known how many: then no other figure tells
     * of the pool's size.
     */
    static boolean isStuck(Facts facts) {
        long hanging =
                facts.pool().atEnd().underWay().stream()
                        .filter(kind -> hangs(facts, kind))
                        .mapToLong(Pool.UnderWay::running)
                        .sum();
        return facts.pool().utilizationShare() != null && hanging >= facts.pool().threads();
    }

    private static boolean hangs(Facts facts, Pool.UnderWay kind) {
        return kind.running() > 0
                && isFarTooLong(kind.longestRunningNanos(), meanServiceNanos(facts, kind.kind()));
    }

    /**
     * @param usualNanos of those that ended; 0 where none did
     */
    static boolean isFarTooLong(long nanos, double usualNanos) {
        return Condition.HANGING.isReached(nanos) && nanos >= FAR_LONGER * usualNanos;
    }

    /** Of those that ended; 0 where none did. */
    private static double meanServiceNanos(Facts facts, String kind) {
        return facts.report()
                .operation(kind)
                .map(own -> own.legs().serviceLeg())
                .filter(service -> service != null && service.count() > 0)
                .map(StuckPoolRule::mean)
                .orElse(0.0);
    }

    private static double mean(Histogram histogram) {
        Double mean = histogram.meanNanos();
        return mean == null ? 0 : mean;
    }

    private static Cause cause(Facts facts, Pool.UnderWay kind) {
        int threads = facts.pool().threads();
        long queued =
                facts.pool().atEnd().underWay().stream().mapToLong(Pool.UnderWay::queued).sum();
        boolean all = isStuck(facts);
        return new Cause(
                RULE,
                all ? Score.MAX - 1 : Score.atMostInfo(Score.WARN),
                Confidence.HIGH,
                null,
                kind.running()
                        + " of "
                        + (facts.pool().utilizationShare() == null ? "at least " : "")
                        + Numbers.count(threads, "thread")
                        + (kind.running() == 1 ? " has" : " have")
                        + " been on "
                        + kind.kind()
                        + " for "
                        + Numbers.nanos(kind.longestRunningNanos())
                        + (queued == 0
                                ? ""
                                : "; " + Numbers.count(queued, "job") + " waited behind them"),
                evidence(facts),
                "Find what "
                        + kind.kind()
                        + " waits for and give it a time-out. A larger pool only takes longer to"
                        + " fill up.",
                null);
    }

    private static List<String> evidence(Facts facts) {
        List<String> lines = new ArrayList<>();
        for (Pool.UnderWay kind : facts.pool().atEnd().underWay()) {
            List<String> parts = new ArrayList<>();
            if (kind.running() > 0) {
                parts.add(
                        kind.running()
                                + " on a thread for up to "
                                + Numbers.nanos(kind.longestRunningNanos()));
            }
            if (kind.queued() > 0) {
                parts.add(
                        kind.queued()
                                + " in the queue for up to "
                                + Numbers.nanos(kind.longestQueuedNanos()));
            }
            lines.add(
                    kind.kind() + ", not ended at the end of the run: " + String.join(", ", parts));
        }
        return lines;
    }
}
