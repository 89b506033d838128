package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.drive.DrivePlan;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.DriveOptions;
import dev.loopbench.cli.option.LimitOptions;
import dev.loopbench.cli.option.LoopOptions;
import dev.loopbench.cli.option.ObserveOptions;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.wording.NodeWording;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.server.ServedType;
import dev.loopbench.probes.node.live.LiveReport;
import dev.loopbench.probes.node.live.ObservationPlan;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.DrivenLoad;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code loopbench node}: a Node program that is started to be looked into. Confined to the main
 * thread.
 */
@Command(
        name = "node",
        header = "Run a Node program and look into it, from its first line to its end.",
        customSynopsis = "loopbench node [OPTION]... SCRIPT|-- COMMAND [ARG]...")
public final class NodeCommand implements Callable<Integer> {

    /** Behind it stands a command. */
    private static final String END_OF_OPTIONS = "--";

    private final Console console;
    private final Catalogs catalogs;
    private final Supplier<Tool> tool;

    @Parameters(
            arity = "1..*",
            paramLabel = "SCRIPT",
            description =
                    "the program and its arguments; its exit code is passed on. Behind -- stands a"
                            + " command that starts Node, such as 'npm start' or 'node --import"
                            + " ./setup.mjs app.js'")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--node",
            paramLabel = "FILE",
            description = "the Node that runs SCRIPT (default: the one on the PATH)")
    private @Nullable String node;

    @ArgGroup(validate = false, order = 1, heading = "%nLooking:%n")
    private ObserveOptions observe = new ObserveOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nLoad, of a program that is a server:%n")
    private DriveOptions drive = new DriveOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nLimits:%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Mixin private CommandOptions common = new CommandOptions();

    public NodeCommand(Console console, Catalogs catalogs, Supplier<Tool> tool) {
        this.console = console;
        this.catalogs = catalogs;
        this.tool = tool;
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    RefusedException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        ObservationPlan plan = observe.plan(0);
        Optional<DrivePlan> driven = drive.plan(flood(), observe.durationNanos());
        if (driven.isPresent() && observe.isOfChildren()) {
            throw new UsageException(
                    "--children and --drive cannot be combined: the load is told of one process.");
        }
        List<Limit> held = limits.limits();
        List<String> command = command();
        Outputs outputs = Outputs.of(console, output);
        NodeWording wording = new NodeWording(words);
        if (driven.isPresent()) {
            return new DrivenRun(command, driven.get(), plan, outputs, new SystemNanoClock())
                    .run((sighting, load) -> Limit.held(driven(sighting, load, wording), held));
        }
        Function<Sighting, Report> reporting =
                sighting -> LiveReport.of(sighting, common.words(), tool.get(), wording);
        NodeRun run = new NodeRun(command, plan, outputs, new SystemNanoClock());
        return observe.isOfChildren()
                ? run.runCluster(new ClusterReports(reporting, wording, held, outputs))
                : run.run(sighting -> Limit.held(reporting.apply(sighting), held), !held.isEmpty());
    }

    /** Both ends. */
    private Report driven(Sighting sighting, DrivenLoad load, NodeWording wording) {
        long openedNanos = sighting.span().fromNanos();
        return load.doubted(
                LiveReport.of(
                        sighting,
                        common.words(),
                        tool.get(),
                        wording,
                        seen -> load.on(seen, openedNanos)));
    }

    /** What makes the requests. */
    private ServedType flood() {
        return catalogs.workloads()
                .find("flood")
                .filter(ServedType.class::isInstance)
                .map(ServedType.class::cast)
                .orElseThrow();
    }

    private List<String> command() throws UsageException {
        List<String> given = common.arguments();
        int before = given.size() - words.size() - 1;
        boolean whole = before >= 0 && given.get(before).equals(END_OF_OPTIONS);
        if (whole && node != null) {
            throw new UsageException(
                    "--node is for a script: a command, behind --, says itself what it runs.");
        }
        List<String> command = new ArrayList<>();
        if (!whole) {
            command.add(Objects.requireNonNullElse(node, LoopOptions.USUAL_NODE));
        }
        command.addAll(words);
        return command;
    }
}
