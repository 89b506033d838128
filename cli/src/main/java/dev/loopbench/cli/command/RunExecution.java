package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.ProgressLine;
import dev.loopbench.cli.console.ShutdownGuard;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.SessionGate;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.List;

/** Runs one plan, shows how far it has come and writes its results. Confined to the main thread. */
final class RunExecution {

    private final Console console;
    private final Sessions sessions;

    RunExecution(Console console, Sessions sessions) {
        this.console = console;
        this.sessions = sessions;
    }

    /**
     * @param limits told in the report; a broken one decides over the exit code
     */
    ExitCode run(SessionPlan plan, SessionGate gate, List<Limit> limits, RunOutputs outputs)
            throws WrongResultException, WorkloadException, IOException {
        ProgressLine progress = ProgressLine.on(console);
        boolean draws = !outputs.quiet() && console.redraws(Channel.ERR);
        Sessions.Session session =
                sessions.open(plan, draws ? progress : SessionListener.NONE, gate);
        ShutdownGuard guard = ShutdownGuard.arm(session::interrupt);
        try {
            Report report = Limit.held(measure(session, progress), limits);
            new Delivery(console, outputs).report(report);
            return verdict(report);
        } finally {
            guard.release();
        }
    }

    private static Report measure(Sessions.Session session, ProgressLine progress)
            throws WrongResultException, WorkloadException {
        try (progress) {
            return session.run();
        }
    }

    private ExitCode verdict(Report report) {
        if (!report.run().complete()) {
            return ExitCode.INTERRUPTED;
        }
        long errors = report.operations().stream().mapToLong(Operation::errors).sum();
        if (errors > 0) {
            new ErrorPresenter(console).present(errors + " operations failed.");
            return ExitCode.FAILED;
        }
        return limits(Limit.outcomes(report));
    }

    /** What was not measured is not known to hold: that outweighs what is known to be broken. */
    private ExitCode limits(List<LimitOutcome> limits) {
        List<LimitOutcome> failed =
                limits.stream().filter(limit -> !Boolean.TRUE.equals(limit.kept())).toList();
        if (failed.isEmpty()) {
            return ExitCode.OK;
        }
        ErrorPresenter presenter = new ErrorPresenter(console);
        failed.forEach(limit -> presenter.present(Limit.sentence(limit) + "."));
        return failed.stream().anyMatch(limit -> limit.kept() == null)
                ? ExitCode.FAILED
                : ExitCode.LIMIT_BROKEN;
    }
}
