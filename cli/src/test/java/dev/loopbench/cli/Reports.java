package dev.loopbench.cli;

import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reports to end a session with: variations of the golden one of five jobs on four threads. */
final class Reports {

    private static final Path CLASSIC =
            Path.of("..", "reports", "src", "test", "resources", "golden", "json", "classic.json");

    private Reports() {}

    static Report complete() {
        try (Reader in = Files.newBufferedReader(CLASSIC)) {
            return new JsonReportReader().read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableReportException e) {
            throw new IllegalStateException(e);
        }
    }

    static Report interrupted() {
        Report report = complete();
        Run run = report.run();
        return with(
                report,
                new Run(
                        run.id(),
                        run.started(),
                        run.durationNanos(),
                        Run.Ending.INTERRUPTED,
                        run.seed(),
                        run.command(),
                        run.merged()),
                report.operations());
    }

    static Report withErrors(long errors) {
        Report report = complete();
        Operation first = report.operations().get(0);
        Operation failing =
                new Operation(
                        first.kind(),
                        first.count(),
                        errors,
                        0,
                        List.of(),
                        new Operation.Pace(null, first.pace().perSecond()),
                        first.latency(),
                        first.legs(),
                        null);
        return with(report, report.run(), List.of(failing));
    }

    static String json(Report report) {
        StringBuilder json = new StringBuilder();
        try {
            new JsonReportWriter().write(report, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    private static Report with(Report report, Run run, List<Operation> operations) {
        return new Report(
                report.schema(),
                new Report.Origin(report.tool(), run, report.environment(), report.config()),
                new Report.Work(operations, report.jobs(), report.jobsDropped()),
                report.observed(),
                report.findings(),
                report.repeats(),
                report.traffic(),
                report.limits(),
                report.warnings());
    }
}
