@NullMarked
package dev.loopbench.probes.session;

import org.jspecify.annotations.NullMarked;
