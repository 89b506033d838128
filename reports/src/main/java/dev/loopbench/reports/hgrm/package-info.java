/** HdrHistogram's percentile text, for its plot page, gnuplot and spreadsheets. */
@NullMarked
package dev.loopbench.reports.hgrm;

import org.jspecify.annotations.NullMarked;
