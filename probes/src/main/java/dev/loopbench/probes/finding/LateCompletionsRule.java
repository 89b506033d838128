package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs are done in time and their callbacks come late: the pool is fine, and it is the loop that
 * holds the results back. Immutable.
 *
 * <p>Without the return leg the same symptom reads as a pool that is too small. Where another rule
 * says what held the loop, this one has nothing to add.
 */
final class LateCompletionsRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        Legs legs = facts.legs();
        if (!Threshold.LATE_COMPLETIONS.isWorthKnowing(legs.p99ReturnNanos())
                || (Threshold.POOL_WAIT.isWorthKnowing(legs.waitShare())
                        && legs.waitNanos() > legs.returnNanos())
                || HeldLoop.isHeld(facts)
                || StarvedLoopRule.isStarved(facts)
                || facts.loopTime().starvingQueue().isPresent()) {
            return Optional.empty();
        }
        int score = Threshold.LATE_COMPLETIONS.score(legs.p99ReturnNanos());
        return Optional.of(
                new Cause(
                        "loop.late-completions",
                        Condition.RETURN_SHARE.isReached(legs.returnShare())
                                ? score
                                : Score.atMostInfo(score),
                        Confidence.highIf(facts.loopTime().corelessShare().isPresent()),
                        legs.returnNanos(),
                        "Finished jobs waited for the loop",
                        evidence(facts, legs),
                        "A larger pool does not help: look for what the loop does when jobs end.",
                        null));
    }

    private static List<String> evidence(Facts facts, Legs legs) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "finished jobs waited up to "
                        + Numbers.nanos(legs.maxReturnNanos())
                        + " for their callback: "
                        + Numbers.share(legs.returnShare())
                        + " of their time");
        lines.add("waiting for a thread was " + Numbers.share(legs.waitShare()) + " of it");
        LoopWords.delay(facts).ifPresent(lines::add);
        return lines;
    }
}
