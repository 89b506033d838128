@NullMarked
package dev.loopbench.probes.jmh;

import org.jspecify.annotations.NullMarked;
