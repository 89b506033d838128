/**
 * JSON for the services that keep benchmark results: JMH's, github-action-benchmark's, Bencher's.
 */
@NullMarked
package dev.loopbench.reports.benchmark;

import org.jspecify.annotations.NullMarked;
