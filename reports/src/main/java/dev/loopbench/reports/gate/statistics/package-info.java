/** Exact non-parametric statistics of small samples, and how many observations they need. */
@NullMarked
package dev.loopbench.reports.gate.statistics;

import org.jspecify.annotations.NullMarked;
