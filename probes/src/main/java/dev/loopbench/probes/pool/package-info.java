@NullMarked
package dev.loopbench.probes.pool;

import org.jspecify.annotations.NullMarked;
