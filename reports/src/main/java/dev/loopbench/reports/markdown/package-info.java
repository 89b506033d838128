/** GitHub-flavoured Markdown, for a step's summary or a comment. */
@NullMarked
package dev.loopbench.reports.markdown;

import org.jspecify.annotations.NullMarked;
