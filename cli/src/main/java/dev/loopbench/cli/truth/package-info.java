@NullMarked
package dev.loopbench.cli.truth;

import org.jspecify.annotations.NullMarked;
