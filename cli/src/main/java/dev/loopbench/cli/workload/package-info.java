/**
 * All that can be run and all that can hold the loop: loopcore's, and what needs more than the JDK.
 */
@NullMarked
package dev.loopbench.cli.workload;

import org.jspecify.annotations.NullMarked;
