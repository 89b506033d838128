package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of the loop by more than one rule. Stateless. */
final class LoopWords {

    private LoopWords() {}

    /** Empty where nobody tells. */
    static Optional<String> delay(Facts facts) {
        return Optional.ofNullable(facts.loop().delay())
                .map(
                        delay ->
                                "an event at a random moment waited "
                                        + Numbers.nanosUpTo(delay.meanNanos(), delay.errorNanos())
                                        + " on average for the loop, p99 "
                                        + Numbers.nanosUpTo(delay.p99Nanos(), delay.errorNanos()));
    }

    /** What waited, whatever it was that held the loop. */
    static List<String> delays(Facts facts) {
        List<String> lines = new ArrayList<>();
        delay(facts).ifPresent(lines::add);
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
