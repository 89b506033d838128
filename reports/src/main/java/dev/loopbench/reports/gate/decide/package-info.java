/** How a gate decides: looks, the error budget, verdicts and their confirmation. */
@NullMarked
package dev.loopbench.reports.gate.decide;

import org.jspecify.annotations.NullMarked;
