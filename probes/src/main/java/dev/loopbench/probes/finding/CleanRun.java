package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import java.util.ArrayList;
import java.util.List;

/** What is said of a run that no rule applies to. Stateless. */
final class CleanRun {

    private CleanRun() {}

    static Finding finding(Facts facts) {
        List<String> evidence = new ArrayList<>();
        if (facts.jobs() > 0) {
            evidence.add(
                    "jobs waited at most "
                            + Words.time(facts.maxWaitNanos())
                            + (facts.waitedForThreads()
                                    ? " for a thread, "
                                    : " in the queue, most of it for an idle thread to wake up, ")
                            + Words.percent(facts.waitShare())
                            + " of their time");
            evidence.add(
                    "finished jobs waited at most "
                            + Words.time(facts.maxReturnNanos())
                            + " for their callback");
        }
        facts.expectedWait().ifPresent(evidence::add);
        evidence.addAll(Trips.evidence(facts));
        evidence.add(
                "an event at a random moment waited "
                        + Words.time(facts.loop().delay().meanNanos())
                        + " on average for the loop, p99 "
                        + Words.time(facts.loop().delay().p99Nanos()));
        return new Finding(
                "none",
                "ok",
                "Nothing held the work back",
                evidence,
                RuledOut.host(facts),
                "The time went into the work itself.",
                null);
    }
}
