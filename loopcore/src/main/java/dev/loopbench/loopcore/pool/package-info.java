@NullMarked
package dev.loopbench.loopcore.pool;

import org.jspecify.annotations.NullMarked;
