@NullMarked
package dev.loopbench.loopcore.poll;

import org.jspecify.annotations.NullMarked;
