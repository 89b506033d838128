/**
 * The script that looks at a Node process from inside: what is evaluated there, what it answers,
 * and what the answers add up to.
 *
 * <p>{@link dev.loopbench.probes.node.script.NodeObserver} is where to start reading. The script
 * itself stands among the resources, {@code observer.js} first.
 */
@NullMarked
package dev.loopbench.probes.node.script;

import org.jspecify.annotations.NullMarked;
