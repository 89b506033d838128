package dev.loopbench.loopcore.workload;

import java.util.List;

/**
 * One setting of a workload, as the command line, scenario files and reports know it. Immutable.
 *
 * @param name in kebab case: {@code key-length} is {@code --key-length} on the command line
 * @param defaultText what holds where the user says nothing, in the units of the command line;
 *     empty where there is no default
 * @param description one line, without a full stop
 * @param choices the accepted words of a {@link Kind#CHOICE}, else empty
 */
public record Parameter(
        String name, Kind kind, String defaultText, String description, List<String> choices) {

    /** What a value may be. */
    public enum Kind {
        /** A whole number of at least 1. */
        COUNT,
        /** A size with its unit: {@code 64KiB}. */
        BYTES,
        /** A time with its unit: {@code 20ms}. */
        DURATION,
        CHOICE,
        TEXT,
        PATH
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    public static Parameter of(String name, Kind kind, String defaultText, String description) {
        return new Parameter(name, kind, defaultText, description, List.of());
    }
}
