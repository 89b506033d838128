package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operations take long while loop and pool are at rest: they wait for another machine, a device, a
 * slow reader, a timer. Immutable.
 *
 * <p>Rests on what of the responses is in no leg of a job and not on the loop.
 */
final class ElsewhereRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        double eachNanos = facts.lost().elsewhereNanos() / operations(facts);
        double share = facts.lost().elsewhereNanos() / Math.max(1, facts.lost().operationsNanos());
        if (!Threshold.ELSEWHERE.isWorthKnowing(eachNanos)
                || !Condition.MOSTLY_ELSEWHERE.isReached(share)
                || !(isAtRest(facts) || isTold(facts))) {
            return Optional.empty();
        }
        return Optional.of(
                new Cause(
                        "work.elsewhere",
                        Threshold.ELSEWHERE.score(eachNanos),
                        Confidence.highIf(
                                isTold(facts) || facts.loopTime().corelessShare().isPresent()),
                        facts.lost().elsewhereNanos(),
                        "Operations waited elsewhere, not for the loop or the pool: "
                                + Numbers.nanos(eachNanos)
                                + " each",
                        evidence(facts, eachNanos, share),
                        "Look at the other end: a remote service, a device, a reader that takes its"
                                + " time, a timer. Neither threads nor cores would help.",
                        null));
    }

    /** Whether most of it is no conclusion: the workload tells how long it waited. */
    private static boolean isTold(Facts facts) {
        return facts.lost().awayNanos() >= facts.lost().elsewhereNanos() / 2;
    }

    private static boolean isAtRest(Facts facts) {
        return facts.loopUtilization() < Condition.AT_REST.value()
                && facts.poolUtilization() < Condition.AT_REST.value()
                && !StarvedLoopRule.isStarved(facts)
                && !facts.isServedElsewhere()
                && !facts.cores().areFull();
    }

    private static List<String> evidence(Facts facts, double eachNanos, double share) {
        List<String> lines = new ArrayList<>();
        if (facts.lost().awayNanos() > 0) {
            lines.add(
                    "the workload itself tells of "
                            + Numbers.nanos(facts.lost().awayNanos() / operations(facts))
                            + " each that it waited on purpose");
        }
        lines.add(
                "of an operation "
                        + Numbers.nanos(eachNanos)
                        + ", "
                        + Numbers.share(share)
                        + " of its time, went by in no job and not on the loop");
        lines.add(
                "the loop was busy "
                        + Numbers.share(facts.loopUtilization())
                        + " of the time, the pool "
                        + Numbers.share(facts.poolUtilization()));
        LoopWords.delay(facts).ifPresent(lines::add);
        return lines;
    }

    private static double operations(Facts facts) {
        return Math.max(1, facts.operations().stream().mapToLong(Operation::count).sum());
    }
}
