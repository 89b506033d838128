package dev.loopbench.cli.console;

/** The two streams a command writes to. Immutable. */
public enum Channel {
    /** Carries the result. */
    OUT,
    /** Carries progress, warnings and errors. */
    ERR
}
