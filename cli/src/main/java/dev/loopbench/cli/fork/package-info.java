/**
 * Further processes of loopbench: the clients of a flood, and one process for each server model.
 */
@NullMarked
package dev.loopbench.cli.fork;

import org.jspecify.annotations.NullMarked;
