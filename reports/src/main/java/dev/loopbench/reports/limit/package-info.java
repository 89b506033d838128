/** Limits that a run has to keep, and what became of them. */
@NullMarked
package dev.loopbench.reports.limit;

import org.jspecify.annotations.NullMarked;
