/** The formats a report can be written in, by name. */
@NullMarked
package dev.loopbench.reports.format;

import org.jspecify.annotations.NullMarked;
