/** What holds the loop thread on purpose, on top of any workload. */
@NullMarked
package dev.loopbench.loopcore.workload.block;

import org.jspecify.annotations.NullMarked;
