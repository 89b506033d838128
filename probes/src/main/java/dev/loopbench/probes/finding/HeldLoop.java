package dev.loopbench.probes.finding;

/** Whether callbacks hold the loop, and how bad that is: for the rules that name why. Stateless. */
final class HeldLoop {

    private HeldLoop() {}

    /** Whether events wait long for a loop that has a core and is held by few callbacks. */
    static boolean isHeld(Facts facts) {
        return (facts.loopTime().isDelayLong() || isStalledRarely(facts))
                && !facts.loopTime().isStarved()
                && !facts.isServedElsewhere()
                && facts.loopTime().starvingQueue().isEmpty()
                && !facts.isHeldByMany();
    }

    /**
     * From the delay that events meet. It is wrong only where somebody waited for it: operations or
     * jobs, for long or for a notable part of their time.
     */
    static int score(Facts facts) {
        int score = Limit.LOOP_DELAY.score(facts.loop().delay().p99Nanos());
        if (!facts.loopTime().isDelayLong()) {
            return Score.atMostInfo(Limit.RARE_STALL.score(longestStallNanos(facts)));
        }
        return isFelt(facts) ? Score.atLeastWarn(score) : Score.atMostInfo(score);
    }

    static boolean isFelt(Facts facts) {
        LostTime lost = facts.lost();
        return facts.isDelayNoticed()
                || Gate.FELT_HOLD.isReached(lost.heldNanos() / Math.max(1, lost.operationsNanos()));
    }

    /** Too seldom for one event in a hundred. */
    private static boolean isStalledRarely(Facts facts) {
        return Limit.RARE_STALL.isWorthKnowing(longestStallNanos(facts));
    }

    private static long longestStallNanos(Facts facts) {
        return facts.loopTime().longestStall().map(stall -> stall.durationNanos()).orElse(0L);
    }
}
