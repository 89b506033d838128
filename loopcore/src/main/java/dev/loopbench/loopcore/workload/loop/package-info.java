/** Workloads that use the loop itself: its timers, queues and sockets. */
@NullMarked
package dev.loopbench.loopcore.workload.loop;

import org.jspecify.annotations.NullMarked;
