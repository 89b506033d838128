/**
 * The workloads of loopbench on a real Node: what of a plan Node has a counterpart for, the harness
 * that runs it there, and the report of it.
 */
@NullMarked
package dev.loopbench.probes.node.bench;

import org.jspecify.annotations.NullMarked;
