/**
 * Saved reports of two sides held against each other, and what a comparison's outcome ends with.
 */
@NullMarked
package dev.loopbench.cli.comparison;

import org.jspecify.annotations.NullMarked;
