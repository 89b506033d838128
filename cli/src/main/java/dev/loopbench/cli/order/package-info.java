/** Order programs: how they are read, what they run on, and how their logs are shown. */
@NullMarked
package dev.loopbench.cli.order;

import org.jspecify.annotations.NullMarked;
