/** Workloads of the user's own: jars, what is in them, and what is wrong with them. */
@NullMarked
package dev.loopbench.cli.plugin;

import org.jspecify.annotations.NullMarked;
