@NullMarked
package dev.loopbench.reports;

import org.jspecify.annotations.NullMarked;
