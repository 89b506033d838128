@NullMarked
package dev.loopbench.probes.host;

import org.jspecify.annotations.NullMarked;
