package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of one kind wait behind those of another. Immutable.
 *
 * <p>Rests on the interference matrix: the pair that cost most is named.
 */
final class InterferenceRule implements Rule {

    /** The one workload whose jobs belong to the slow lane. */
    private static final String SLOW_WORKLOAD = "dns";

    /**
     * @param victim the operations whose jobs waited
     * @param share of all their wait that was behind the culprit
     * @param waitShare of their time
     */
    private record Pair(Operation victim, String culprit, double share, double waitShare) {

        double lostNanos() {
            return Waits.totalNanos(victim) * share;
        }
    }

    @Override
    public Optional<Cause> apply(Facts facts) {
        return facts.operations().stream()
                .flatMap(operation -> pair(facts, operation).stream())
                .max(Comparator.comparingDouble(Pair::lostNanos))
                .map(pair -> cause(facts, pair));
    }

    /** The operation and the other kind its jobs waited behind most, if that counts. */
    private static Optional<Pair> pair(Facts facts, Operation operation) {
        if (Waits.totalNanos(operation) <= 0) {
            return Optional.empty();
        }
        List<Pool.Waiter> row =
                facts.pool().waiters().stream()
                        .filter(waiter -> waiter.victim().equals(operation.kind()))
                        .toList();
        double allNanos = row.stream().mapToLong(Pool.Waiter::nanos).sum();
        return row.stream()
                .filter(waiter -> !waiter.culprit().equals(operation.kind()))
                .filter(waiter -> !waiter.culprit().equals(Pool.Waiter.IDLE_THREAD))
                .filter(waiter -> !waiter.culprit().equals(Pool.Waiter.UNSEEN))
                .max(Comparator.comparingLong(Pool.Waiter::nanos))
                .filter(waiter -> Condition.BLAMED.isReached(waiter.nanos() / allNanos))
                .map(
                        waiter ->
                                new Pair(
                                        operation,
                                        waiter.culprit(),
                                        waiter.nanos() / allNanos,
                                        Waits.noticedShare(operation)))
                .filter(pair -> Threshold.VICTIM_WAIT.isWorthKnowing(pair.waitShare()));
    }

    private static Cause cause(Facts facts, Pair pair) {
        return new Cause(
                "pool.interference",
                Threshold.VICTIM_WAIT.score(pair.waitShare),
                Confidence.HIGH,
                pair.lostNanos(),
                facts.isNode()
                        ? pair.victim.kind()
                                + " waits behind "
                                + pair.culprit
                                + ", which holds the threads"
                        : pair.victim.kind()
                                + " starved by "
                                + pair.culprit
                                + ", which held the threads it waited for",
                evidence(pair),
                advice(facts, pair),
                next(facts, pair));
    }

    /** Whether the culprit is slow I/O, and could have been kept to its lane. */
    private static boolean isLookupWithoutLane(Facts facts, Pair pair) {
        return !facts.hasSlowLane()
                && facts.report().config().workloads().stream()
                        .filter(work -> work.name().equals(pair.culprit))
                        .anyMatch(work -> work.workload().equals(SLOW_WORKLOAD));
    }

    private static List<String> evidence(Pair pair) {
        String victim = pair.victim.kind();
        List<String> lines = new ArrayList<>();
        lines.add(
                victim
                        + " waited "
                        + Waits.total(pair.victim)
                        + " in all, "
                        + Numbers.share(pair.share)
                        + " of it behind "
                        + pair.culprit);
        @Nullable String job = Waits.ofAJob(pair.victim);
        if (job != null) {
            lines.add(job);
        }
        return lines;
    }

    private static String advice(Facts facts, Pair pair) {
        if (facts.isNode()) {
            return NodeAdvice.against(
                    pair.victim.kind(), pair.culprit, facts.wording().parameter("threads"));
        }
        return !isLookupWithoutLane(facts, pair)
                ? "Run fewer of "
                        + pair.culprit
                        + " at a time, make them cheaper, or give them threads of their own; more"
                        + " threads help only while cores are free."
                : "Slow lookups may take every thread here: with the slow lane, which "
                        + facts.wording().parameter("no-slow-lane")
                        + " turned off, half of the threads stay free of them.";
    }

    private static Change next(Facts facts, Pair pair) {
        return isLookupWithoutLane(facts, pair)
                ? Change.Without.SHARED_LANE
                : Change.Without.BACKGROUND;
    }
}
