/** Parts of a report in the words that the formats for people share. */
@NullMarked
package dev.loopbench.reports.phrase;

import org.jspecify.annotations.NullMarked;
