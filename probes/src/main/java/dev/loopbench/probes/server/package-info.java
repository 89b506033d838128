@NullMarked
package dev.loopbench.probes.server;

import org.jspecify.annotations.NullMarked;
