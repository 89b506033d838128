/** The native report: one JSON document, its schema and its reader. */
@NullMarked
package dev.loopbench.reports.json;

import org.jspecify.annotations.NullMarked;
