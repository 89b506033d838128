/** Two sides compared: everything a campaign measured and decided, and its documents. */
@NullMarked
package dev.loopbench.reports.comparison;

import org.jspecify.annotations.NullMarked;
