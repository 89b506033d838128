package dev.loopbench.reports;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Warning;
import java.util.List;

/** Sample reports with one thing changed. */
public final class EditedReports {

    private EditedReports() {}

    public static Report withOperations(Report report, List<Operation> operations) {
        return edited(
                report,
                report.run(),
                operations,
                report.findings(),
                report.repeats(),
                report.warnings());
    }

    /** As many kinds as names; each has the legs of the report's first one. */
    public static Report withKinds(Report report, String... names) {
        Operation one = report.operations().get(0);
        return withOperations(
                report, List.of(names).stream().map(name -> withKind(one, name)).toList());
    }

    public static Report withRun(Report report, Run run) {
        return edited(
                report,
                run,
                report.operations(),
                report.findings(),
                report.repeats(),
                report.warnings());
    }

    public static Report withDuration(Report report, long nanos) {
        Run run = report.run();
        return withRun(
                report,
                new Run(
                        run.id(),
                        run.started(),
                        nanos,
                        run.ending(),
                        run.seed(),
                        run.command(),
                        run.merged()));
    }

    public static Report withStart(Report report, String started) {
        Run run = report.run();
        return withRun(
                report,
                new Run(
                        run.id(),
                        started,
                        run.durationNanos(),
                        run.ending(),
                        run.seed(),
                        run.command(),
                        run.merged()));
    }

    public static Report withFindings(Report report, List<Finding> findings) {
        return edited(
                report,
                report.run(),
                report.operations(),
                findings,
                report.repeats(),
                report.warnings());
    }

    public static Report withWarnings(Report report, List<Warning> warnings) {
        return edited(
                report,
                report.run(),
                report.operations(),
                report.findings(),
                report.repeats(),
                warnings);
    }

    public static Report withRepeats(Report report, List<Repeat> repeats) {
        return edited(
                report,
                report.run(),
                report.operations(),
                report.findings(),
                repeats,
                report.warnings());
    }

    private static Operation withKind(Operation operation, String kind) {
        return new Operation(
                kind,
                operation.count(),
                operation.errors(),
                0,
                List.of(),
                new Operation.Pace(null, operation.pace().perSecond()),
                operation.latency(),
                operation.legs(),
                operation.awayNanos());
    }

    /** A response of these values and nothing else. */
    public static Operation operation(String kind, long... nanos) {
        return new Operation(
                kind,
                nanos.length,
                0,
                0,
                List.of(),
                new Operation.Pace(null, null),
                new Operation.Latency(SampleHistograms.of(nanos), null, null),
                Operation.Legs.NONE,
                null);
    }

    /** A report that has one distribution alone: the response. */
    public static Report ofResponse(long... nanos) {
        Report report = withOperations(SampleReports.classic(), List.of(operation("tick", nanos)));
        Loop none = SampleParts.blankLoop(SampleHistograms.of());
        return new Report(
                report.schema(),
                report.origin(),
                report.work(),
                new Report.Observed(
                        report.pool(),
                        none,
                        report.host(),
                        report.memory(),
                        report.timeline(),
                        report.probes()),
                report.findings(),
                List.of(),
                report.traffic(),
                report.limits(),
                report.warnings());
    }

    private static Report edited(
            Report report,
            Run run,
            List<Operation> operations,
            List<Finding> findings,
            List<Repeat> repeats,
            List<Warning> warnings) {
        return new Report(
                report.schema(),
                new Report.Origin(report.tool(), run, report.environment(), report.config()),
                new Report.Work(operations, report.jobs(), report.jobsDropped()),
                report.observed(),
                findings,
                repeats,
                report.traffic(),
                report.limits(),
                warnings);
    }
}
