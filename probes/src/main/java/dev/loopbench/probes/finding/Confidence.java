package dev.loopbench.probes.finding;

import java.util.Locale;

/**
 * How much the evidence of a finding bears. Immutable.
 *
 * <p>{@link #HIGH} where all figures that decide were measured, the run has enough data and the
 * machine was fit. A rule that had to decide without one of its figures is {@link #MEDIUM}. A run
 * with a {@code data.*} finding takes one step off all others. Beside a host that is unfit (a
 * {@code host.*} finding with a warning's score) all others are {@link #LOW}, unless they cost
 * {@link Condition#HOST_FACTOR} times what the host did. What is low warns of nothing.
 */
enum Confidence {
    LOW,
    MEDIUM,
    HIGH;

    static Confidence highIf(boolean decided) {
        return decided ? HIGH : MEDIUM;
    }

    Confidence lowered() {
        return this == HIGH ? MEDIUM : LOW;
    }

    /** As reports have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
