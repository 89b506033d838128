/**
 * What Node tells of its own loop, by Node's definitions: {@code eventLoopUtilization}, {@code
 * monitorEventLoopDelay} and libuv's idle time. What this tool makes of a loop itself is in {@code
 * phase}.
 */
@NullMarked
package dev.loopbench.probes.node;

import org.jspecify.annotations.NullMarked;
