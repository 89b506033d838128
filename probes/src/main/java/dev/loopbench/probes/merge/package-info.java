/** Adds up the reports of several runs of one configuration. */
@NullMarked
package dev.loopbench.probes.merge;

import org.jspecify.annotations.NullMarked;
