package dev.loopbench.cli.console;

/** What {@code --color} says. Immutable. */
public enum ColourMode {
    /** As the environment and the stream suggest. */
    AUTO,
    ALWAYS,
    NEVER
}
