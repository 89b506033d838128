package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import java.util.ArrayList;
import java.util.List;

/** What is said of a run that no rule applies to. Stateless. */
final class CleanRun {

    static final String RULE = "none";

    private CleanRun() {}

    /** Short operations may lose much of their time to wake-ups and holds that no rule minds. */
    private static boolean hardlyAnyWasLost(Facts facts) {
        LostTime lost = facts.lost();
        return lost.totalNanos() < 2 * Condition.HARMLESS.value() * lost.operationsNanos();
    }

    /** It is only as sure as everything else was measured and at rest. */
    static Cause cause(Facts facts) {
        List<String> evidence = new ArrayList<>();
        Legs legs = facts.legs();
        if (legs.jobs() > 0) {
            evidence.add(
                    "jobs waited at most "
                            + Numbers.nanos(legs.maxWaitNanos())
                            + (legs.waitedForThreads()
                                    ? " for a thread, "
                                    : " in the queue, most of it for an idle thread to wake up, ")
                            + Numbers.share(legs.waitShare())
                            + " of their time");
            evidence.add(
                    "finished jobs waited at most "
                            + Numbers.nanos(legs.maxReturnNanos())
                            + " for their callback");
        }
        facts.expectedWait().ifPresent(evidence::add);
        evidence.addAll(Trips.evidence(facts));
        evidence.add(LoopWords.delay(facts));
        return new Cause(
                RULE,
                0,
                Confidence.highIf(Suspect.areAllCleared(facts) && hardlyAnyWasLost(facts)),
                null,
                "Nothing held the work back",
                evidence,
                "The time went into the work itself.",
                null);
    }
}
