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

    /** Of another process not each job is seen, and of some not whether it waited. */
    private static boolean isPoolUntold(Facts facts) {
        return facts.isNode()
                && (facts.operations().isEmpty()
                        || facts.operations().stream().anyMatch(own -> own.legs().areUntold()));
    }

    private static String untold(Facts facts) {
        boolean legs = facts.operations().stream().anyMatch(own -> own.legs().areUntold());
        return "the loop"
                + (facts.pool().utilizationShare() == null ? ", the pool's size" : "")
                + (legs ? ", the pool for calls of fs and lookups" : "")
                + ", the machine.";
    }

    /**
     * It is only as sure as everything else was measured and at rest.
     *
     * @param remarked whether something worth knowing is said beside it
     */
    static Cause cause(Facts facts, boolean remarked) {
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
        Trips.p99(facts).ifPresent(evidence::add);
        LoopWords.delay(facts).ifPresent(evidence::add);
        return new Cause(
                RULE,
                0,
                Confidence.highIf(Suspect.areAllCleared(facts) && hardlyAnyWasLost(facts)),
                null,
                facts.isLoopTold() && !isPoolUntold(facts)
                        ? (remarked ? "Hardly anything" : "Nothing") + " held the work back"
                        : "Nothing that was seen held the work back",
                evidence,
                !facts.isLoopTold()
                        ? "What was not seen may have: " + untold(facts)
                        : isPoolUntold(facts)
                                ? "What was not seen may have: jobs of the pool that no figure is of."
                                : "Nothing: the time went into the work itself.",
                null);
    }
}
