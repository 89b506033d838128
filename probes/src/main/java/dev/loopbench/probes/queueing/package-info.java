/** What queueing theory expects of a pool, for comparison with what was measured. */
@NullMarked
package dev.loopbench.probes.queueing;

import org.jspecify.annotations.NullMarked;
