/** Scenario files: several workloads on one loop and one pool, and what blocks the loop. */
@NullMarked
package dev.loopbench.cli.scenario;

import org.jspecify.annotations.NullMarked;
