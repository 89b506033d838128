/** HdrHistogram's interval log, which its processors, analyzers and viewers read. */
@NullMarked
package dev.loopbench.reports.hlog;

import org.jspecify.annotations.NullMarked;
