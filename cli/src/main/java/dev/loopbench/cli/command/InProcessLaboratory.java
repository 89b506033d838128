package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.option.RepeatedOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.option.WorkloadOptions;
import dev.loopbench.cli.selftest.Laboratory;
import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.Rendezvous;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.probes.session.SessionPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Runs command lines in this process, one after the other: for simulated machines, on which nothing
 * that ran before leaves a trace. Confined to the main thread, but for {@link #interrupt}.
 */
final class InProcessLaboratory implements Laboratory {

    private static final String PROGRAM = "loopbench";

    private final Console console;
    private final Catalogs catalogs;
    private final Sessions sessions;
    private final Supplier<Tool> tool;
    private volatile Sessions.@Nullable Session present;

    InProcessLaboratory(
            Console console, Catalogs catalogs, Sessions sessions, Supplier<Tool> tool) {
        this.console = console;
        this.catalogs = catalogs;
        this.sessions = sessions;
        this.tool = tool;
    }

    /**
     * @param rival nobody: what runs beside a simulated machine is not on it
     * @throws WorkloadException also if the command line is none of a simulated run
     */
    @Override
    public Report run(List<String> command, List<String> rival)
            throws WorkloadException, WrongResultException {
        if (!rival.isEmpty()) {
            throw new IllegalArgumentException("a simulated machine has no rivals: " + rival);
        }
        Sessions.Session session =
                sessions.open(plan(command), SessionListener.NONE, Rendezvous.NONE);
        present = session;
        try {
            return session.run();
        } finally {
            present = null;
        }
    }

    @Override
    public void interrupt() {
        Sessions.Session session = present;
        if (session != null) {
            session.interrupt();
        }
    }

    private SessionPlan plan(List<String> command) throws WorkloadException {
        // What the user's environment says of the pool is not part of the command line.
        RunCommand run = new RunCommand(console, Map.of(), catalogs, sessions, tool);
        CommandLine parser = new CommandLine(run);
        CommandLine root = new CommandLine(CommandSpec.create().name(PROGRAM));
        root.addSubcommand(parser);
        try {
            new WorkloadOptions(catalogs.workloads()).addTo(parser.getCommandSpec());
            RepeatedOptions.allow(root);
            RepeatedOptions.settle(root.parseArgs(command.toArray(String[]::new)));
            SessionPlan plan = run.plan();
            if (plan.simulation() == null) {
                throw new WorkloadException("not a simulated run: " + String.join(" ", command));
            }
            return plan;
        } catch (ParameterException | UsageException | InvalidParameterException refused) {
            throw new WorkloadException(
                    String.join(" ", command) + ": " + OptionNames.sentence(refused));
        }
    }
}
