package dev.loopbench.reports.junit;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Writes the checks a run carries as JUnit's XML: whether it is complete, whether each kind of
 * operation went without errors, and what the instrument doubts.
 *
 * <p>Immutable. An interrupted run is an error, failed operations are a failure, and a doubt is a
 * skipped test: the run cannot tell. Findings are diagnoses, not tests, and stand in {@code
 * system-out}.
 */
public final class JunitReportWriter implements ReportWriter {

    @Override
    public void write(Report report, Appendable out) throws IOException {
        String findings =
                report.findings().stream().map(FindingText::of).collect(Collectors.joining("\n"));
        new Suite(
                        report.config().workload(),
                        report.run().started(),
                        report.run().durationNanos(),
                        Checks.of(report),
                        findings)
                .write(out);
    }
}
