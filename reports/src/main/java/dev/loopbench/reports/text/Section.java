package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Report;

/** One part of the text report. Immutable; adds nothing if it has nothing to say. */
interface Section {

    void write(Report report, Page page);
}
