@NullMarked
package dev.loopbench.probes.lost;

import org.jspecify.annotations.NullMarked;
