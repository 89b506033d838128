/** JUnit's XML report, which CI servers show as tests. */
@NullMarked
package dev.loopbench.reports.junit;

import org.jspecify.annotations.NullMarked;
