/** All that can be chosen by name. */
@NullMarked
package dev.loopbench.loopcore.workload.catalog;

import org.jspecify.annotations.NullMarked;
