/** JSON documents that users write: where they come from, and where in them a fault is. */
@NullMarked
package dev.loopbench.cli.document;

import org.jspecify.annotations.NullMarked;
