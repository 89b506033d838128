@NullMarked
package dev.loopbench.probes.latency;

import org.jspecify.annotations.NullMarked;
