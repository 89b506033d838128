/** What can be run and what can hold the loop, for people and for programs. */
@NullMarked
package dev.loopbench.cli.listing;

import org.jspecify.annotations.NullMarked;
