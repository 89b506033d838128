/** The options of the subcommands: what is accepted, and what it means. */
@NullMarked
package dev.loopbench.cli.option;

import org.jspecify.annotations.NullMarked;
