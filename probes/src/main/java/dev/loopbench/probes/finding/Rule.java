package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import java.util.Optional;

/** One cause that may have held a run back. Immutable. */
interface Rule {

    /** What is worth knowing. */
    String INFO = "info";

    /** What is wrong. */
    String WARN = "warn";

    /** What the rule makes of the facts; empty where its cause is not at work. */
    Optional<Verdict> apply(Facts facts);

    /**
     * @param lostNanos operation time the cause took, summed over the operations: for ranking
     */
    record Verdict(Finding finding, double lostNanos) {

        boolean warns() {
            return finding.severity().equals(WARN);
        }
    }
}
