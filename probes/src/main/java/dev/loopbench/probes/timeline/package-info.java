@NullMarked
package dev.loopbench.probes.timeline;

import org.jspecify.annotations.NullMarked;
