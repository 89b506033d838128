/** OpenMetrics 1.0 text, which Prometheus and others scrape. */
@NullMarked
package dev.loopbench.reports.openmetrics;

import org.jspecify.annotations.NullMarked;
