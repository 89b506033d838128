/**
 * A Node process that runs, looked into: what its script, its traces and the system tell of the
 * same stretch of time, made into a report.
 */
@NullMarked
package dev.loopbench.probes.node.live;

import org.jspecify.annotations.NullMarked;
