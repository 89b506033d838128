@NullMarked
package dev.loopbench.cli.advice;

import org.jspecify.annotations.NullMarked;
