@NullMarked
package dev.loopbench.loopcore.clock;

import org.jspecify.annotations.NullMarked;
