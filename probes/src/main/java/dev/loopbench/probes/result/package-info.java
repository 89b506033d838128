@NullMarked
package dev.loopbench.probes.result;

import org.jspecify.annotations.NullMarked;
