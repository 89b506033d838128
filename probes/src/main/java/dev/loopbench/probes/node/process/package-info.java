/**
 * What the system tells of a Node process, and the way to its inspector. The process is left as it
 * was found: nothing is sent to one that would be harmed by it, and what was opened is closed.
 */
@NullMarked
package dev.loopbench.probes.node.process;

import org.jspecify.annotations.NullMarked;
