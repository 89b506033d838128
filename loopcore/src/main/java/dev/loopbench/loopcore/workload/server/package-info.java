/** The servers that a flood is measured on. */
@NullMarked
package dev.loopbench.loopcore.workload.server;

import org.jspecify.annotations.NullMarked;
