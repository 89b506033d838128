/** HTTP/1.1 on one loop: a server for GET and HEAD, and a client that checks what it is told. */
@NullMarked
package dev.loopbench.loopcore.http;

import org.jspecify.annotations.NullMarked;
