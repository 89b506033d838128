package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;

/** What is said of the loop by more than one rule. Stateless. */
final class LoopWords {

    private LoopWords() {}

    static String delay(Facts facts) {
        Loop.Delay delay = facts.loop().delay();
        return "an event at a random moment waited "
                + Numbers.nanos(delay.meanNanos())
                + " on average for the loop, p99 "
                + Numbers.nanos(delay.p99Nanos());
    }

    /** What waited, whatever it was that held the loop. */
    static List<String> delays(Facts facts) {
        List<String> lines = new ArrayList<>();
        lines.add(delay(facts));
        lines.addAll(Trips.evidence(facts));
        if (facts.legs().jobs() > 0) {
            lines.add(
                    "finished jobs waited up to "
                            + Numbers.nanos(facts.legs().maxReturnNanos())
                            + " for their callback: "
                            + Numbers.share(facts.legs().returnShare())
                            + " of their time");
        }
        return lines;
    }
}
