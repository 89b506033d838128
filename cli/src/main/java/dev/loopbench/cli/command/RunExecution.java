package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.Rendezvous;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.List;

/** Runs one plan and delivers its report. Confined to the main thread. */
final class RunExecution {

    private final Sessions sessions;
    private final Outputs outputs;

    RunExecution(Sessions sessions, Outputs outputs) {
        this.sessions = sessions;
        this.outputs = outputs;
    }

    /**
     * @param limits told in the report; a broken one decides over the exit code
     */
    ExitCode run(SessionPlan plan, Rendezvous rendezvous, List<Limit> limits)
            throws WrongResultException, WorkloadException, IOException {
        try (Execution execution = Execution.of(outputs)) {
            Sessions.Session session = sessions.open(plan, execution.listener(), rendezvous);
            execution.onInterrupt(session::interrupt);
            Report report = Limit.held(session.run(), limits);
            execution.deliver(() -> outputs.write(report));
            return report.run().complete() ? verdict(report) : ExitCode.INTERRUPTED;
        }
    }

    private ExitCode verdict(Report report) {
        return operationsFailed(List.of(report), outputs)
                ? ExitCode.FAILED
                : limits(Limit.outcomes(report), outputs);
    }

    /** Whether operations failed; then it says so. */
    static boolean operationsFailed(List<Report> reports, Outputs outputs) {
        long errors =
                reports.stream()
                        .flatMap(report -> report.operations().stream())
                        .mapToLong(Operation::errors)
                        .sum();
        if (errors > 0) {
            outputs.complain(errors + " operations failed.");
        }
        return errors > 0;
    }

    /** What was not measured is not known to hold: that outweighs what is known to be broken. */
    static ExitCode limits(List<LimitOutcome> limits, Outputs outputs) {
        List<LimitOutcome> failed =
                limits.stream().filter(limit -> !Boolean.TRUE.equals(limit.kept())).toList();
        if (failed.isEmpty()) {
            return ExitCode.OK;
        }
        failed.forEach(limit -> outputs.complain(Limit.sentence(limit) + "."));
        return failed.stream().anyMatch(limit -> limit.kept() == null)
                ? ExitCode.FAILED
                : ExitCode.LIMIT_BROKEN;
    }
}
