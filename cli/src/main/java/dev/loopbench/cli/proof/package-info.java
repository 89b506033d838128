/** Whether a gate bites: campaigns in which nothing, or a known delay, has changed. */
@NullMarked
package dev.loopbench.cli.proof;

import org.jspecify.annotations.NullMarked;
