/** What a gate speaks of: cells of a report and their limits, two sides compared, verdicts. */
@NullMarked
package dev.loopbench.reports.gate.model;

import org.jspecify.annotations.NullMarked;
