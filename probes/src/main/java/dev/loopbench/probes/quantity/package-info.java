/** Numbers with units as people read them, the same in every sentence, table and page. */
@NullMarked
package dev.loopbench.probes.quantity;

import org.jspecify.annotations.NullMarked;
