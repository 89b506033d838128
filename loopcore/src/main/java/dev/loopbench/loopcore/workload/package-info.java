@NullMarked
package dev.loopbench.loopcore.workload;

import org.jspecify.annotations.NullMarked;
