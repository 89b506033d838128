package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Operation;
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
        long operations = facts.operations().stream().mapToLong(Operation::count).sum();
        double eachNanos = facts.lost().elsewhereNanos() / Math.max(1, operations);
        double share = facts.lost().elsewhereNanos() / Math.max(1, facts.lost().operationsNanos());
        if (!Limit.ELSEWHERE.isWorthKnowing(eachNanos)
                || !Gate.MOSTLY_ELSEWHERE.isReached(share)
                || !isAtRest(facts)) {
            return Optional.empty();
        }
        return Optional.of(
                new Cause(
                        "work.elsewhere",
                        Limit.ELSEWHERE.score(eachNanos),
                        Confidence.highIf(facts.loopTime().corelessShare().isPresent()),
                        facts.lost().elsewhereNanos(),
                        "Operations waited elsewhere, not for the loop or the pool: "
                                + Words.time(eachNanos)
                                + " each",
                        evidence(facts, eachNanos, share),
                        "Look at the other end: a remote service, a device, a reader that takes its"
                                + " time, a timer. Neither threads nor cores would help.",
                        null));
    }

    private static boolean isAtRest(Facts facts) {
        return facts.loop().utilizationShare() < Gate.AT_REST.value()
                && facts.pool().utilizationShare() < Gate.AT_REST.value()
                && !StarvedLoopRule.isStarved(facts)
                && !facts.isServedElsewhere()
                && !facts.cores().areFull();
    }

    private static List<String> evidence(Facts facts, double eachNanos, double share) {
        return List.of(
                "of an operation "
                        + Words.time(eachNanos)
                        + ", "
                        + Words.percent(share)
                        + " of its time, went by in no job and not on the loop",
                "the loop was busy "
                        + Words.percent(facts.loop().utilizationShare())
                        + " of the time, the pool "
                        + Words.percent(facts.pool().utilizationShare()),
                LoopWords.delay(facts));
    }
}
