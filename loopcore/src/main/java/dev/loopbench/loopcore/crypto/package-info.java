@NullMarked
package dev.loopbench.loopcore.crypto;

import org.jspecify.annotations.NullMarked;
