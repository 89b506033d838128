/** Saved reports compared, how noisy a machine is, and whether a gate bites. */
@NullMarked
package dev.loopbench.cli.gate.study;

import org.jspecify.annotations.NullMarked;
