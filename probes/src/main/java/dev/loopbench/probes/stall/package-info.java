@NullMarked
package dev.loopbench.probes.stall;

import org.jspecify.annotations.NullMarked;
