package dev.loopbench.cli.console;

/**
 * What may be written to a stream. Immutable.
 *
 * @param columns width of a line
 * @param unicode whether block and box characters may be used, else plain ASCII
 * @param colour whether ANSI colours may be used
 */
public record Appearance(int columns, boolean unicode, boolean colour) {}
