/** Node processes as a source: what they recorded of themselves is read here. */
@NullMarked
package dev.loopbench.cli.node;

import org.jspecify.annotations.NullMarked;
