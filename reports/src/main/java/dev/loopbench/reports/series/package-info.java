/** The distributions of a report as one list, for every format that writes them one by one. */
@NullMarked
package dev.loopbench.reports.series;

import org.jspecify.annotations.NullMarked;
