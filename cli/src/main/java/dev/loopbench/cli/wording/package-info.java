/** How the command line calls and writes what the other modules know by name. */
@NullMarked
package dev.loopbench.cli.wording;

import org.jspecify.annotations.NullMarked;
