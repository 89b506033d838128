/** Where people look: streams, terminals, progress, errors and exit codes. */
@NullMarked
package dev.loopbench.cli.console;

import org.jspecify.annotations.NullMarked;
