package dev.loopbench.cli.option;

import dev.loopbench.reports.format.ReportFormat;

/** One document to write, and where to. Immutable. */
public record ReportOutput(ReportFormat format, Destination destination) {}
