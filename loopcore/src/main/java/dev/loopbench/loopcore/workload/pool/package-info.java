/** Workloads whose operations are jobs of the worker pool. */
@NullMarked
package dev.loopbench.loopcore.workload.pool;

import org.jspecify.annotations.NullMarked;
