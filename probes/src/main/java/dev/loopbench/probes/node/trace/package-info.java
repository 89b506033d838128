/**
 * What a Node process recorded of itself by its trace events, made into the records of a report.
 * Pure: where events come from is the caller's.
 */
@NullMarked
package dev.loopbench.probes.node.trace;

import org.jspecify.annotations.NullMarked;
