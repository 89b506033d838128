@NullMarked
package dev.loopbench.probes.socket;

import org.jspecify.annotations.NullMarked;
