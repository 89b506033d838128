/** The report as people read it in a terminal: a list of sections on a page. */
@NullMarked
package dev.loopbench.reports.text;

import org.jspecify.annotations.NullMarked;
