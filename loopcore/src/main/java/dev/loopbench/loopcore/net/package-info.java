/** TCP on one loop: listeners, connections, and one request at a time over a connection. */
@NullMarked
package dev.loopbench.loopcore.net;

import org.jspecify.annotations.NullMarked;
