package dev.loopbench.probes.finding;

import dev.loopbench.probes.finding.Holds.Held;
import dev.loopbench.probes.finding.Holds.Source;
import java.util.Optional;

/**
 * Whether the loop is held, by what, and how bad that is: for the rules that say why. Stateless.
 */
final class HeldLoop {

    private HeldLoop() {}

    /**
     * The callback that is most of it where events wait long for a loop, it is held by single
     * callbacks, and a notable part of what they meet is of this source.
     */
    static Optional<Held> of(Facts facts, Source source) {
        double least =
                source == Source.CODE
                        ? Condition.PART_OF_HOLDS.value()
                        : Condition.MOST_OF_HOLDS.value();
        boolean held = isHeld(facts) || (source == Source.CODE && isFeltByShortOnes(facts));
        return held && facts.holds().share(source) >= least
                ? facts.holds().most(source)
                : Optional.empty();
    }

    /**
     * Whether code holds the loop for a moment only, but again and again, and the operations are so
     * short that it is a notable part of their time.
     */
    static boolean isFeltByShortOnes(Facts facts) {
        Holds holds = facts.holds();
        double meets = 2 * holds.meanDelayNanos(Source.CODE, facts.durationNanos());
        double taken = Math.min(facts.lost().heldNanos(), facts.lost().operations() * meets);
        return holds.count(Source.CODE) >= Condition.AGAIN_AND_AGAIN.value()
                && Condition.FELT_HOLD.isReached(
                        taken / Math.max(1, facts.lost().operationsNanos()))
                && canBeHeld(facts);
    }

    /** Whether events wait long for a loop that is held by few callbacks. */
    static boolean isHeld(Facts facts) {
        return (facts.loopTime().isDelayLong() || isStalledRarely(facts)) && canBeHeld(facts);
    }

    private static boolean canBeHeld(Facts facts) {
        return !facts.isServedElsewhere()
                && facts.loopTime().starvingQueue().isEmpty()
                && !facts.isHeldByMany();
    }

    /**
     * From the delay that events meet. It is wrong where one round trip in a hundred waited for it,
     * or all operations did for a notable part of their time, or where whoever comes is likely to
     * wait for long.
     */
    static int score(Facts facts, Source source) {
        int score = Threshold.LOOP_DELAY.score(facts.p99DelayNanos());
        if (!facts.loopTime().isDelayLong()) {
            int ofLongest = Threshold.RARE_STALL.score(longestStallNanos(facts));
            return Score.atMostInfo(
                    isFeltByShortOnes(facts) ? Math.max(Score.INFO, ofLongest) : ofLongest);
        }
        return isFelt(facts) || isOftenHeld(facts, source)
                ? Score.atLeastWarn(score)
                : Score.atMostInfo(score);
    }

    /**
     * What it takes: of the operations there were or, where it is held often, of all that might
     * have come meanwhile. Of a loop that is not told what comes to it is not known.
     */
    static double costNanos(Facts facts, Source source) {
        double ofOperations = facts.lost().heldNanos() * facts.holds().share(source);
        double share = facts.holds().ownShare(source, facts.durationNanos());
        return facts.isLoopTold() && isOftenHeld(facts, source)
                ? Math.max(ofOperations, share * facts.lost().operationsNanos())
                : ofOperations;
    }

    /** A loop that is held for just the delay that is worth knowing harms nobody yet. */
    private static boolean isOftenHeld(Facts facts, Source source) {
        long delayNanos = (long) Threshold.LOOP_DELAY.info();
        return Condition.OFTEN_HELD.isReached(
                facts.holds().ownShareBeyond(delayNanos, source, facts.durationNanos()));
    }

    static boolean isFelt(Facts facts) {
        LostTime lost = facts.lost();
        return facts.isDelayCommon()
                || Condition.FELT_HOLD.isReached(
                        lost.heldNanos() / Math.max(1, lost.operationsNanos()));
    }

    /** Too seldom for one event in a hundred. */
    private static boolean isStalledRarely(Facts facts) {
        return Threshold.RARE_STALL.isWorthKnowing(longestStallNanos(facts));
    }

    private static long longestStallNanos(Facts facts) {
        return facts.loopTime().longestStall().map(stall -> stall.durationNanos()).orElse(0L);
    }
}
