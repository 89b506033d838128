/** How noisy a machine is for a gate: one command against itself, and what could be found. */
@NullMarked
package dev.loopbench.cli.noise;

import org.jspecify.annotations.NullMarked;
