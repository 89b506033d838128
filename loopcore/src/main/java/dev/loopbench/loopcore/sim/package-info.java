@NullMarked
package dev.loopbench.loopcore.sim;

import org.jspecify.annotations.NullMarked;
