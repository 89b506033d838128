/** Comma-separated values for spreadsheets and data frames. */
@NullMarked
package dev.loopbench.reports.csv;

import org.jspecify.annotations.NullMarked;
