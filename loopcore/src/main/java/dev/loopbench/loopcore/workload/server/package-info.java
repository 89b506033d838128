/** The servers that answer the clients of workloads. */
@NullMarked
package dev.loopbench.loopcore.workload.server;

import org.jspecify.annotations.NullMarked;
