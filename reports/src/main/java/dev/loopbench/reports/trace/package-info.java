/** The run as a trace of events over time. */
@NullMarked
package dev.loopbench.reports.trace;

import org.jspecify.annotations.NullMarked;
