/** What callbacks and requests of a workload cost, where the user says so. */
@NullMarked
package dev.loopbench.loopcore.workload.cost;

import org.jspecify.annotations.NullMarked;
