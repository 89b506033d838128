package dev.loopbench.probes.sourcemap;

import org.jspecify.annotations.Nullable;

/**
 * A place in a source file. Immutable.
 *
 * @param source the file, as its map names it or as a path
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param name what stood there, where the map tells; null else
 */
public record Position(String source, int line, int column, @Nullable String name) {}
