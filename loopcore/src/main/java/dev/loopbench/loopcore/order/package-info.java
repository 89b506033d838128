/**
 * Order programs: small programs that log in which order a loop runs its callbacks, and what runs
 * them. A leaf: they use the loop as any user would.
 */
@NullMarked
package dev.loopbench.loopcore.order;

import org.jspecify.annotations.NullMarked;
