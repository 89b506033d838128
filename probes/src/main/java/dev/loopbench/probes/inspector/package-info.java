/**
 * Node's inspector from outside: the protocol that V8's developer tools speak, trace windows that a
 * process survives, and where its JavaScript spent the time. What a process is asked for costs it
 * something: each class says what.
 */
@NullMarked
package dev.loopbench.probes.inspector;

import org.jspecify.annotations.NullMarked;
