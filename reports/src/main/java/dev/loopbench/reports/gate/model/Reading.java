package dev.loopbench.reports.gate.model;

import org.jspecify.annotations.Nullable;

/**
 * A cell's value in one report. Immutable.
 *
 * @param value null where the report does not have it
 * @param reason why it is missing, or why a gate must not use it; null where all is well
 */
public record Reading(@Nullable Double value, @Nullable String reason) {

    static Reading of(double value) {
        return new Reading(value, null);
    }

    static Reading missing(String reason) {
        return new Reading(null, reason);
    }

    /** Null is missing for this reason. */
    static Reading ofNullable(@Nullable Number value, String reason) {
        return value == null ? missing(reason) : of(value.doubleValue());
    }

    /** The same value, not for a gate. */
    Reading unfit(String why) {
        return new Reading(value, why);
    }

    public boolean gateable() {
        return value != null && reason == null;
    }
}
