/** The report as one page for a browser: no network, no files beside it. */
@NullMarked
package dev.loopbench.reports.html;

import org.jspecify.annotations.NullMarked;
