/** What memory the process and its queued work held in the course of the run. */
@NullMarked
package dev.loopbench.probes.memory;

import org.jspecify.annotations.NullMarked;
