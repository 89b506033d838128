/** A comparison in words, and as text, JSON, Markdown, JUnit and benchmark documents. */
@NullMarked
package dev.loopbench.reports.gate.document;

import org.jspecify.annotations.NullMarked;
