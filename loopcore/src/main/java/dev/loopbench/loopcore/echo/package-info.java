/** Sends back what it receives: on the loop, with a thread a connection, and the client of both. */
@NullMarked
package dev.loopbench.loopcore.echo;

import org.jspecify.annotations.NullMarked;
