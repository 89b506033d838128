package dev.loopbench.loopcore.workload;

import java.util.List;

/**
 * One setting of a workload, as the command line, scenario files and reports know it. Immutable.
 *
 * @param name in kebab case: {@code key-length}
 * @param defaultText what holds where the user says nothing, in the units of the command line;
 *     empty where there is no default
 * @param description one line, without a full stop
 * @param choices the accepted words of a {@link Kind#CHOICE}; of a {@link Kind#DURATION} or a
 *     {@link Kind#RATE} the word that stands for none, where there is one; else empty
 */
public record Parameter(
        String name, Kind kind, String defaultText, Sentence description, List<String> choices) {

    /** The default of a duration that is off unless given. */
    public static final String NO_TIME = "0s";

    /** The word for no time and no rate. */
    public static final String NONE = "none";

    /** What a value may be. */
    public enum Kind {
        /** A whole number of at least 1. */
        COUNT,
        /** A size with its unit: {@code 64KiB}. */
        BYTES,
        /** A time with its unit: {@code 20ms}; zero only where {@link #NO_TIME} is its default. */
        DURATION,
        /** Events a second, with its unit: {@code 50/s}. */
        RATE,
        CHOICE,
        /** Yes or no: {@code true} or {@code false}. */
        FLAG,
        TEXT,
        /** Any number of texts; as one text a line each. */
        LIST,
        PATH
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    /** Off unless given. */
    public static Parameter flag(String name, String description) {
        return of(name, Kind.FLAG, "false", description);
    }

    public static Parameter choice(
            String name, String defaultText, String description, List<String> choices) {
        return new Parameter(name, Kind.CHOICE, defaultText, Sentence.of(description), choices);
    }

    /** Of a {@link Kind#DURATION} or {@link Kind#RATE}: {@link #NONE} is a value, too. */
    public static Parameter orNone(String name, Kind kind, String defaultText, String description) {
        return new Parameter(name, kind, defaultText, Sentence.of(description), List.of(NONE));
    }

    public static Parameter of(String name, Kind kind, String defaultText, String description) {
        return of(name, kind, defaultText, Sentence.of(description));
    }

    /** One whose description names other parameters. */
    public static Parameter of(String name, Kind kind, String defaultText, Sentence description) {
        return new Parameter(name, kind, defaultText, description, List.of());
    }
}
