package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The collector stopped the program: for most of the time the loop was stalled or, in many short
 * pauses, for a notable part of the run. Immutable.
 */
final class PausedLoopRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        Host.Gc gc = facts.host().gc();
        double share = gc.totalNanos() / Math.max(1.0, (double) facts.durationNanos());
        boolean stalls = isMostOfStalls(facts);
        if (!stalls && !Limit.GC_SHARE.isWorthKnowing(share)) {
            return Optional.empty();
        }
        int ofRun = Limit.GC_SHARE.score(share);
        return Optional.of(
                new Cause(
                        "loop.paused.gc",
                        stalls ? Math.max(ofRun, HeldLoop.score(facts)) : ofRun,
                        Confidence.HIGH,
                        stalls
                                ? Math.max(
                                        facts.lost().heldNanos()
                                                * Math.min(1, facts.loopTime().gcShareOfStalls()),
                                        facts.lost().stoppedNanos(share))
                                : facts.lost().stoppedNanos(share),
                        stalls
                                ? "Loop paused by the garbage collector, not by the code it ran"
                                : "The garbage collector took "
                                        + Words.percent(share)
                                        + " of the time, in "
                                        + Words.count(gc.pauses(), "pause"),
                        evidence(facts, stalls, share),
                        "Allocate less, or give the JVM more memory or another collector.",
                        null));
    }

    /** Whether it is to blame for what {@link BlockedLoopRule} would blame the code for. */
    static boolean isMostOfStalls(Facts facts) {
        return HeldLoop.isHeld(facts)
                && Gate.GC_OF_STALLS.isReached(facts.loopTime().gcShareOfStalls());
    }

    private static List<String> evidence(Facts facts, boolean stalls, double share) {
        Host.Gc gc = facts.host().gc();
        List<String> lines = new ArrayList<>();
        String stopped =
                "the collector stopped the program "
                        + Words.count(gc.pauses(), "time")
                        + " for "
                        + Words.time(gc.totalNanos())
                        + " in all";
        lines.add(
                stalls
                        ? stopped
                                + ": "
                                + Words.percent(Math.min(1, facts.loopTime().gcShareOfStalls()))
                                + " of the time the loop was "
                                + (facts.loop().stalls().isEmpty() ? "busy" : "stalled")
                        : stopped + ": " + Words.percent(share) + " of the run");
        lines.addAll(LoopWords.delays(facts));
        return lines;
    }
}
