package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;

/** What is said of the loop by more than one rule. Stateless. */
final class LoopWords {

    private LoopWords() {}

    static String delay(Facts facts) {
        Loop.Delay delay = facts.loop().delay();
        return "an event at a random moment waited "
                + Words.time(delay.meanNanos())
                + " on average for the loop, p99 "
                + Words.time(delay.p99Nanos());
    }

    /** What waited, whatever it was that held the loop. */
    static List<String> delays(Facts facts) {
        List<String> lines = new ArrayList<>();
        lines.add(delay(facts));
        lines.addAll(Trips.evidence(facts));
        if (facts.legs().jobs() > 0) {
            lines.add(
                    "finished jobs waited up to "
                            + Words.time(facts.legs().maxReturnNanos())
                            + " for their callback: "
                            + Words.percent(facts.legs().returnShare())
                            + " of their time");
        }
        return lines;
    }
}
