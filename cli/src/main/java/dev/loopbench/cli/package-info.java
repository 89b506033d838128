/** The command line: builds the object graph, runs one command, exits once. */
@NullMarked
package dev.loopbench.cli;

import org.jspecify.annotations.NullMarked;
