package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Appearance;
import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.ProgressLine;
import dev.loopbench.cli.console.ShutdownGuard;
import dev.loopbench.cli.option.JsonDestination;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.SessionGate;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.text.SocketTableWriter;
import dev.loopbench.reports.text.TextReportWriter;
import dev.loopbench.reports.text.TextStyle;
import java.io.IOException;
import java.util.Optional;

/** Runs one plan, shows how far it has come and writes its results. Confined to the main thread. */
final class RunExecution {

    private final Console console;
    private final Sessions sessions;

    RunExecution(Console console, Sessions sessions) {
        this.console = console;
        this.sessions = sessions;
    }

    ExitCode run(SessionPlan plan, SessionGate gate, RunOutputs outputs)
            throws WrongResultException, WorkloadException, IOException {
        ProgressLine progress = ProgressLine.on(console);
        boolean draws = !outputs.quiet() && console.redraws(Channel.ERR);
        Sessions.Session session =
                sessions.open(plan, draws ? progress : SessionListener.NONE, gate);
        ShutdownGuard guard = ShutdownGuard.arm(session::interrupt);
        try {
            Report report = measure(session, progress);
            write(report, outputs);
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

    private void write(Report report, RunOutputs outputs) throws IOException {
        if (outputs.json().isPresent()) {
            writeJson(report, outputs.json().get());
        }
        Optional<Channel> channel = outputs.textChannel();
        if (channel.isPresent()) {
            Appearance appearance =
                    console.appearance(channel.get(), outputs.colour(), outputs.ascii());
            TextStyle style =
                    new TextStyle(appearance.columns(), appearance.unicode(), appearance.colour());
            StringBuilder text = new StringBuilder();
            new TextReportWriter(style).write(report, text);
            if (report.sockets() != null && report.sockets().connections() != null) {
                new SocketTableWriter(style).write(report, text.append('\n'));
            }
            console.write(channel.get(), text);
        }
    }

    private void writeJson(Report report, JsonDestination destination) throws IOException {
        StringBuilder document = new StringBuilder();
        new JsonReportWriter().write(report, document);
        if (destination.isStandardOutput()) {
            console.write(Channel.OUT, document);
        } else {
            destination.write(document.toString());
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
        return ExitCode.OK;
    }
}
