package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Histogram;
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

    /**
     * @param victim the operations whose jobs waited
     * @param share of all their wait that was behind the culprit
     */
    private record Pair(Operation victim, String culprit, double share) {

        double lostNanos() {
            return Waits.totalNanos(victim) * share;
        }
    }

    @Override
    public Optional<Verdict> apply(Facts facts) {
        return facts.operations().stream()
                .flatMap(operation -> pair(facts, operation).stream())
                .max(Comparator.comparingDouble(Pair::lostNanos))
                .map(pair -> new Verdict(finding(facts, pair), pair.lostNanos()));
    }

    /** The operation and the other kind its jobs waited behind most, if that counts. */
    private static Optional<Pair> pair(Facts facts, Operation operation) {
        Histogram wait = operation.waitLeg();
        Histogram service = operation.serviceLeg();
        if (wait == null || service == null || wait.count() == 0) {
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
                .max(Comparator.comparingLong(Pool.Waiter::nanos))
                .filter(waiter -> waiter.nanos() >= Limits.BLAMED_SHARE * allNanos)
                .filter(waiter -> Waits.areNotable(wait, service))
                .map(waiter -> new Pair(operation, waiter.culprit(), waiter.nanos() / allNanos));
    }

    private static Finding finding(Facts facts, Pair pair) {
        List<String> ruledOut = new ArrayList<>(RuledOut.loop(facts));
        ruledOut.addAll(RuledOut.host(facts));
        String victim = pair.victim.kind();
        return new Finding(
                "pool.interference",
                WARN,
                victim + " starved by " + pair.culprit + ", which held the threads it waited for",
                evidence(pair),
                ruledOut,
                advice(facts, pair),
                next(facts));
    }

    private static List<String> evidence(Pair pair) {
        String victim = pair.victim.kind();
        List<String> lines = new ArrayList<>();
        lines.add(
                victim
                        + " waited "
                        + Words.time(Waits.totalNanos(pair.victim))
                        + " in all, "
                        + Words.percent(pair.share)
                        + " of it behind "
                        + pair.culprit);
        @Nullable String job = Waits.ofAJob(pair.victim);
        if (job != null) {
            lines.add(job);
        }
        return lines;
    }

    private static String advice(Facts facts, Pair pair) {
        return facts.hasSlowLane()
                ? "Run fewer of "
                        + pair.culprit
                        + " at a time, make them cheaper, or give them threads of their own; more"
                        + " threads help only while cores are free."
                : "Slow lookups may take every thread here: with the slow lane, which --no-slow-lane"
                        + " turned off, half of the threads stay free of them.";
    }

    private static @Nullable String next(Facts facts) {
        return facts.hasSlowLane()
                ? Words.commandWithout(facts.command(), List.of("--with"))
                : Words.commandWithoutFlag(facts.command(), "--no-slow-lane");
    }
}
