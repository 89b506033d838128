/** The subcommands: from options to a plan, its run and its outputs. */
@NullMarked
package dev.loopbench.cli.command;

import org.jspecify.annotations.NullMarked;
