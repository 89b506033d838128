/** Events and who listens for them, by Node's rules. */
@NullMarked
package dev.loopbench.loopcore.event;

import org.jspecify.annotations.NullMarked;
