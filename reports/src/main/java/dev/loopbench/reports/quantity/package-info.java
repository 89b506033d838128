/** Numbers with units as people read them, the same in every format. */
@NullMarked
package dev.loopbench.reports.quantity;

import org.jspecify.annotations.NullMarked;
