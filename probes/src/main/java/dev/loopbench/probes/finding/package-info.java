@NullMarked
package dev.loopbench.probes.finding;

import org.jspecify.annotations.NullMarked;
