/** Runs the forks of two sides in turns: pairs, trials, screens, and the evidence that is kept. */
@NullMarked
package dev.loopbench.cli.gate.measure;

import org.jspecify.annotations.NullMarked;
