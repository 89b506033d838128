@NullMarked
package dev.loopbench.probes.phase;

import org.jspecify.annotations.NullMarked;
