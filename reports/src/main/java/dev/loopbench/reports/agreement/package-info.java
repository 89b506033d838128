/** Whether two loops did the same with one workload, and how sure that is. */
@NullMarked
package dev.loopbench.reports.agreement;

import org.jspecify.annotations.NullMarked;
