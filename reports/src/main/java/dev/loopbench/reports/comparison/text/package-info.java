/** A comparison as people read it in a terminal and in a job's log. */
@NullMarked
package dev.loopbench.reports.comparison.text;

import org.jspecify.annotations.NullMarked;
