@NullMarked
package dev.loopbench.loopcore;

import org.jspecify.annotations.NullMarked;
