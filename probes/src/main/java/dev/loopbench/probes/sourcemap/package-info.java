/**
 * Where code stood before a compiler or bundler rewrote it, by the source map (ECMA-426) that it
 * left beside it or within it.
 *
 * <p>{@link dev.loopbench.probes.sourcemap.SourceFiles} is where to start reading.
 */
@NullMarked
package dev.loopbench.probes.sourcemap;

import org.jspecify.annotations.NullMarked;
