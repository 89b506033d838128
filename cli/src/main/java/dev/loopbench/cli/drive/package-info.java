/** The load on a server that is not loopbench's own: what is sent, and by how many. */
@NullMarked
package dev.loopbench.cli.drive;

import org.jspecify.annotations.NullMarked;
