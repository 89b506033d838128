/** How a campaign decides: looks, the error budget, verdicts and their confirmation. */
@NullMarked
package dev.loopbench.reports.gate;

import org.jspecify.annotations.NullMarked;
