/** What a workload is, and when its operations start: all that one's own workload builds on. */
@NullMarked
package dev.loopbench.loopcore.workload;

import org.jspecify.annotations.NullMarked;
