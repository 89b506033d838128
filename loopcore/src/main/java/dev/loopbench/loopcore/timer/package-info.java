@NullMarked
package dev.loopbench.loopcore.timer;

import org.jspecify.annotations.NullMarked;
