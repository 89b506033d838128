/** What stands beside the program on a machine: completion, man pages, and where they are put. */
@NullMarked
package dev.loopbench.cli.install;

import org.jspecify.annotations.NullMarked;
