/** The diagnosis sits an exam: known faults, and whether the findings name them. */
@NullMarked
package dev.loopbench.cli.selftest;

import org.jspecify.annotations.NullMarked;
