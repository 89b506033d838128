@NullMarked
package dev.loopbench.loopcore.zlib;

import org.jspecify.annotations.NullMarked;
