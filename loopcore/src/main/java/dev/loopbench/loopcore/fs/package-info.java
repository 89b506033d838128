@NullMarked
package dev.loopbench.loopcore.fs;

import org.jspecify.annotations.NullMarked;
