/**
 * Further processes: any command that prints a report, this loopbench once more, the clients of a
 * flood.
 */
@NullMarked
package dev.loopbench.cli.fork;

import org.jspecify.annotations.NullMarked;
