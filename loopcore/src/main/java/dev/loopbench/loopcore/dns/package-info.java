@NullMarked
package dev.loopbench.loopcore.dns;

import org.jspecify.annotations.NullMarked;
