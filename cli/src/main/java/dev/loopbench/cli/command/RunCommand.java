package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.fork.Fork;
import dev.loopbench.cli.fork.ForkedClients;
import dev.loopbench.cli.option.BackgroundOptions;
import dev.loopbench.cli.option.BlockOptions;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.InjectOptions;
import dev.loopbench.cli.option.LimitOptions;
import dev.loopbench.cli.option.LoadOptions;
import dev.loopbench.cli.option.LoopOptions;
import dev.loopbench.cli.option.MeasureOptions;
import dev.loopbench.cli.option.PoolOptions;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.ScenarioOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.option.WorkloadOptions;
import dev.loopbench.cli.scenario.Scenario;
import dev.loopbench.cli.scenario.ScenarioReader;
import dev.loopbench.cli.wording.CommandWording;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.pool.TemporaryFiles;
import dev.loopbench.loopcore.workload.server.ServedType;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.Rendezvous;
import dev.loopbench.probes.session.ServePlan;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.probes.session.WorkPlan;
import dev.loopbench.reports.agreement.LoopAgreement;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code loopbench run}: from options to a plan, its run and its outputs. Confined to the main
 * thread.
 *
 * <p>All options are checked before anything runs or is written.
 */
@Command(
        name = "run",
        header = "Drive a workload on the loop and report what held it back.",
        customSynopsis = "loopbench run [WORKLOAD] [OPTION]...")
public final class RunCommand implements Callable<Integer> {

    private static final String DEFAULT_WORKLOAD = "pbkdf2";

    private final Console console;
    private final Map<String, String> environment;
    private final BlockCatalog blocks;
    private final ScenarioReader scenarioReader;
    private final WorkloadOptions workloads;
    private final Sessions sessions;
    private final Supplier<Tool> tool;
    private final Costs costs;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description = "what to run (default: " + DEFAULT_WORKLOAD + ")")
    private @Nullable String workload;

    @ArgGroup(validate = false, order = 1, heading = "%nPool:%n")
    private PoolOptions pool = new PoolOptions();

    @ArgGroup(validate = false, order = 1, heading = "%nWhose loop:%n")
    private LoopOptions loops = new LoopOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nLoad: a burst, unless told otherwise%n")
    private LoadOptions load = new LoadOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nBlocking the loop on purpose:%n")
    private BlockOptions block = new BlockOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nBeside the workload:%n")
    private BackgroundOptions background = new BackgroundOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nA mix of workloads:%n")
    private ScenarioOptions scenarios = new ScenarioOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nMeasurement:%n")
    private MeasureOptions measure = new MeasureOptions();

    @ArgGroup(validate = false, order = 7, heading = "%nSlower on purpose:%n")
    private InjectOptions inject = new InjectOptions();

    @ArgGroup(validate = false, order = 8, heading = "%nLimits:%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, order = 9, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Option(
            names = "--gated",
            hidden = true,
            description = "begin the measured time when standard input says so")
    private boolean gated;

    @Mixin private CommandOptions common = new CommandOptions();

    public RunCommand(
            Console console,
            Map<String, String> environment,
            Catalogs catalogs,
            Sessions sessions,
            Supplier<Tool> tool) {
        this.console = console;
        this.environment = environment;
        this.workloads = new WorkloadOptions(catalogs.workloads());
        this.blocks = catalogs.blocks();
        this.scenarioReader = new ScenarioReader(catalogs);
        this.sessions = sessions;
        this.tool = tool;
        this.costs = catalogs.costs();
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    UnreadableDocumentException,
                    WorkloadException,
                    WrongResultException,
                    RefusedException,
                    IOException {
        PoolOptions.Chosen chosen = pool.chosen(environment);
        List<Limit> checked = limits.limits();
        Optional<DocumentSource> file = scenarios.scenario();
        Outputs outputs;
        Setup setup;
        if (file.isPresent()) {
            ScenarioOptions.refuseOthers(workload, common.parsed(), workloads);
            outputs = Outputs.of(console, output);
            setup = setup(file.get(), chosen);
        } else {
            WorkloadType type = workloads.type(workload == null ? DEFAULT_WORKLOAD : workload);
            ParameterValues values = workloads.values(common.parsed(), type);
            outputs = Outputs.of(console, output);
            FloodServing.requireDescriptors(type, values);
            Optional<ServedType> compared = FloodServing.compared(type, values);
            if (compared.isPresent()) {
                return compareModels(compared.get(), values, outputs);
            }
            setup = setup(type, values, chosen);
        }
        LoopOptions.Loop loop = loops.loop();
        SessionPlan plan = plan(setup, loop == LoopOptions.Loop.BOTH ? 1 : measure.repeats());
        if (loop == LoopOptions.Loop.NODE && measure.repeats() > 1) {
            throw new UsageException(
                    "--repeat and --on node cannot be combined: a run on Node is measured once,"
                            + " --on both repeats it in turns.");
        }
        Sessions onLoop = loop == LoopOptions.Loop.LOOPBENCH ? sessions : onNode(plan);
        if (loop == LoopOptions.Loop.BOTH) {
            return compareLoops(plan, outputs);
        }
        if (!setup.pool.note().isEmpty()) {
            outputs.remark(setup.pool.note());
        }
        if (!measure.isSimulated() && !gated) {
            TemporaryFiles.sweep();
        }
        return new RunExecution(onLoop, outputs).run(plan, rendezvous(), checked).number();
    }

    /** Checks that the plan can run there. */
    private NodeSessions onNode(SessionPlan plan)
            throws UsageException, RefusedException, WorkloadException {
        if (measure.isSimulated()) {
            throw new UsageException(
                    "--simulate cannot run on Node: a simulated machine has none.");
        }
        NodeSessions onNode = NodeSessions.on(loops.node(), costs);
        onNode.require(plan);
        return onNode;
    }

    private int compareLoops(SessionPlan plan, Outputs outputs)
            throws UsageException, WorkloadException, WrongResultException, IOException {
        refuseLimits("a comparison of loops");
        scenarios.refuseStandardInput();
        outputs.requireJson("a comparison of loops");
        return new LoopComparison(outputs)
                .run(
                        common.arguments(),
                        plan.origin().command(),
                        measure.rounds(LoopAgreement.ROUNDS_MIN),
                        plan.seed())
                .number();
    }

    private Rendezvous rendezvous() {
        if (gated) {
            return ForkedClients.rendezvous(console, System.in, RunCommand::leave);
        }
        Fork.endWithParent(environment, System.in, RunCommand::leave);
        return Rendezvous.NONE;
    }

    /** At once: what it would write goes nowhere, and its hooks wait for a run without an end. */
    private static void leave() {
        Runtime.getRuntime().halt(ExitCode.FAILED.number());
    }

    /**
     * The plan of a run that no file describes: for who runs the plans of many command lines.
     *
     * @throws UsageException if there is none
     */
    SessionPlan plan() throws UsageException, InvalidParameterException, WorkloadException {
        WorkloadType type = workloads.type(workload == null ? DEFAULT_WORKLOAD : workload);
        ParameterValues values = workloads.values(common.parsed(), type);
        if (scenarios.scenario().isPresent() || FloodServing.compared(type, values).isPresent()) {
            throw new UsageException("this is more than one plain run.");
        }
        return plan(setup(type, values, pool.chosen(environment)), measure.repeats());
    }

    /**
     * What a command line and a file have to say of a run each in its own way.
     *
     * @param type of what the report is about
     */
    private record Setup(
            WorkloadType type,
            SessionPlan.Work work,
            PoolOptions.Chosen pool,
            @Nullable Blocking blocking,
            DrainPlan drain) {}

    private Setup setup(DocumentSource file, PoolOptions.Chosen chosen)
            throws UsageException, InvalidParameterException, UnreadableDocumentException {
        long lastingNanos = load.durationNanos();
        refuseSockets(false);
        Scenario scenario =
                file.read(console, (name, in) -> scenarioReader.read(name, in, lastingNanos));
        Blocking blocking = block.blocking(blocks);
        WorkPlan first = scenario.works().get(0);
        return new Setup(
                first.type(),
                new SessionPlan.Work(
                        first.type().name(),
                        first.type().shown(first.values()),
                        scenario.name(),
                        scenario.works(),
                        null),
                chosen.refinedBy(scenario.threads(), scenario.slowLane()),
                blocking == null ? scenario.blocking() : blocking,
                load.drain().orElse(scenario.drain()));
    }

    private Setup setup(WorkloadType type, ParameterValues values, PoolOptions.Chosen chosen)
            throws UsageException, InvalidParameterException, WorkloadException {
        int threads = chosen.shape().threads();
        Blocking blocking = block.blocking(blocks);
        LoadModel model = load.model(threads, type, values);
        List<WorkPlan> works = new ArrayList<>(background.plans(workloads, type, threads));
        refuseSockets(type.needsServer(values));
        ServePlan served = null;
        if (type instanceof ServedType clients && type.needsServer(values)) {
            FloodServing.check(clients, values, blocking);
            served =
                    FloodServing.plan(
                            clients,
                            values,
                            measure.seed(),
                            model,
                            FloodServing.clientWords(clients, values, load, measure),
                            measure.listsSockets());
        } else {
            type.check(values);
            works.add(0, WorkPlan.of(type, values, model));
        }
        return new Setup(
                type,
                new SessionPlan.Work(type.name(), type.shown(values), null, works, served),
                chosen,
                blocking,
                load.drain().orElse(DrainPlan.USUAL));
    }

    private SessionPlan plan(Setup setup, int repeats)
            throws UsageException, InvalidParameterException {
        requireSystem(setup.type);
        for (WorkPlan work : setup.work.works()) {
            requireSystem(work.type());
        }
        return new SessionPlan(
                setup.work,
                new SessionPlan.Pool(setup.pool.shape(), setup.pool.source()),
                new SessionPlan.Course(measure.warmup(), setup.drain, repeats),
                new SessionPlan.Disturbance(
                        setup.blocking, inject.injection(measure.isSimulated())),
                measure.seed(),
                measure.simulation(),
                measure.stallThresholdNanos(),
                new SessionPlan.Origin(common.words(), tool.get(), new CommandWording()));
    }

    private void refuseSockets(boolean served) throws UsageException {
        if (measure.listsSockets() && !served) {
            throw new UsageException(
                    "--sockets lists the sockets of loopbench's own server, which this run has not.");
        }
    }

    private void requireSystem(WorkloadType type) throws UsageException {
        if (measure.isSimulated() && type.needsSystem()) {
            throw new UsageException(
                    "--simulate cannot run "
                            + type.name()
                            + ": a simulated machine has no sockets.");
        }
    }

    private void refuseLimits(String several) throws UsageException {
        if (limits.isGiven()) {
            throw new UsageException(
                    LimitOptions.NAME
                            + " holds one run against limits, and "
                            + several
                            + " is several.");
        }
    }

    private int compareModels(ServedType type, ParameterValues values, Outputs outputs)
            throws UsageException,
                    InvalidParameterException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        refuseLimits("a comparison of models");
        FloodServing.check(type, values, block.blocking(blocks));
        outputs.requireJson("a comparison of models");
        return new ModelComparison(outputs).run(common.arguments()).number();
    }
}
