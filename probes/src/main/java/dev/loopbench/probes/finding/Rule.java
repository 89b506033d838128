package dev.loopbench.probes.finding;

import java.util.Optional;

/** One cause that may have held a run back. Immutable. */
interface Rule {

    /** What the rule makes of the facts; empty where its cause is not at work. */
    Optional<Cause> apply(Facts facts);
}
