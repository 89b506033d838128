/** Figures of a report that can be gated: their names, their units and when they can be trusted. */
@NullMarked
package dev.loopbench.reports.cell;

import org.jspecify.annotations.NullMarked;
