package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.fork.StreamGate;
import dev.loopbench.cli.option.BackgroundOptions;
import dev.loopbench.cli.option.BlockOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.InjectOptions;
import dev.loopbench.cli.option.LimitOptions;
import dev.loopbench.cli.option.LoadOptions;
import dev.loopbench.cli.option.MeasureOptions;
import dev.loopbench.cli.option.PoolOptions;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.ScenarioOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.option.WorkloadOptions;
import dev.loopbench.cli.scenario.Scenario;
import dev.loopbench.cli.scenario.ScenarioReader;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.ServePlan;
import dev.loopbench.probes.session.SessionGate;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.probes.session.WorkPlan;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code loopbench run}: from options to a plan, its run and its outputs. Confined to the main
 * thread.
 *
 * <p>All options are checked before anything runs or is written.
 */
@Command(
        name = "run",
        header = "Drive a workload on the loop and report what held it back.",
        synopsisHeading = "%nUsage: ",
        parameterListHeading = "%n",
        customSynopsis = "loopbench run [WORKLOAD] [OPTION]...",
        sortOptions = false)
public final class RunCommand implements Callable<Integer> {

    private static final String DEFAULT_WORKLOAD = "pbkdf2";

    private final Console console;
    private final Map<String, String> environment;
    private final BlockCatalog blocks;
    private final ScenarioReader scenarioReader;
    private final WorkloadOptions workloads;
    private final Sessions sessions;
    private final Supplier<Tool> tool;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description = "what to run (default: " + DEFAULT_WORKLOAD + ")")
    private @Nullable String workload;

    @ArgGroup(validate = false, order = 1, heading = "%nPool:%n")
    private PoolOptions pool = new PoolOptions();

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

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and exit")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean help;

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
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    UnreadableDocumentException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        CommandWords.refuseRepetition(command);
        PoolSize size = pool.size(environment);
        List<Limit> checked = limits.limits();
        Optional<DocumentSource> scenario = scenarios.scenario();
        if (scenario.isPresent()) {
            return runScenario(command, size, scenario.get(), checked);
        }
        WorkloadType type = workloads.type(workload == null ? DEFAULT_WORKLOAD : workload);
        ParameterValues values = workloads.values(command.commandLine().getParseResult(), type);
        RunOutputs outputs = RunOutputs.of(output);
        if (type.name().equals(FloodType.NAME)) {
            FloodServing.requireDescriptors(values);
        }
        if (FloodServing.isComparison(type, values)) {
            return compareModels(command, values, outputs);
        }
        SessionPlan plan = plan(command, size, type, values);
        noteSize(size);
        SessionGate gate = gated ? new StreamGate(console, System.in) : SessionGate.NONE;
        return new RunExecution(console, sessions).run(plan, gate, checked, outputs).number();
    }

    /**
     * The plan of a run that no file describes: for who runs the plans of many command lines.
     *
     * @throws UsageException if there is none
     */
    SessionPlan plan() throws UsageException, InvalidParameterException, WorkloadException {
        CommandSpec command = Objects.requireNonNull(spec);
        CommandWords.refuseRepetition(command);
        WorkloadType type = workloads.type(workload == null ? DEFAULT_WORKLOAD : workload);
        ParameterValues values = workloads.values(command.commandLine().getParseResult(), type);
        if (scenarios.scenario().isPresent() || FloodServing.isComparison(type, values)) {
            throw new UsageException("this is more than one plain run.");
        }
        return plan(command, pool.size(environment), type, values);
    }

    private int runScenario(
            CommandSpec command, PoolSize size, DocumentSource file, List<Limit> checked)
            throws UsageException,
                    InvalidParameterException,
                    UnreadableDocumentException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        ScenarioOptions.refuseOthers(workload, command.commandLine().getParseResult());
        RunOutputs outputs = RunOutputs.of(output);
        long lastingNanos = load.durationNanos();
        Scenario scenario =
                file.read(console, (name, in) -> scenarioReader.read(name, in, lastingNanos));
        Integer threads = pool.isGiven() ? null : scenario.threads();
        PoolShape shape = pool.shape(threads == null ? size : PoolSize.of(threads));
        Blocking blocking = block.blocking(blocks);
        SessionPlan plan =
                session(
                        command,
                        scenario.works().get(0).type(),
                        scenario.works().get(0).values(),
                        scenario.name(),
                        scenario.works(),
                        null,
                        new PoolShape(shape.threads(), shape.slowLane() && scenario.slowLane()),
                        threads == null
                                ? PoolSizeNote.source(size)
                                : Config.PoolConfig.Source.SCENARIO,
                        blocking == null ? scenario.blocking() : blocking,
                        load.drain().orElse(scenario.drain()));
        if (threads == null) {
            noteSize(size);
        }
        return new RunExecution(console, sessions)
                .run(plan, SessionGate.NONE, checked, outputs)
                .number();
    }

    private void noteSize(PoolSize size) {
        if (!output.output().isQuiet()) {
            PoolSizeNote.of(size, environment).ifPresent(new ErrorPresenter(console)::present);
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

    private int compareModels(CommandSpec command, ParameterValues values, RunOutputs outputs)
            throws UsageException,
                    InvalidParameterException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        if (limits.isGiven()) {
            throw new UsageException(
                    LimitOptions.NAME
                            + " holds one run against limits, and a comparison of models is"
                            + " several.");
        }
        FloodServing.check(values, block.blocking(blocks));
        outputs.requireJson("a comparison of models");
        List<String> words = command.root().commandLine().getParseResult().originalArgs();
        return new ModelComparison(console).run(words, outputs).number();
    }

    private SessionPlan plan(
            CommandSpec command, PoolSize size, WorkloadType type, ParameterValues values)
            throws UsageException, InvalidParameterException, WorkloadException {
        Blocking blocking = block.blocking(blocks);
        LoadModel model = load.model(size.threads(), type, values);
        List<WorkPlan> works = new ArrayList<>(background.plans(workloads, type, size.threads()));
        boolean isServed = FloodServing.isServed(type, values);
        if (measure.listsSockets() && !isServed) {
            throw new UsageException(
                    "--sockets lists the sockets of loopbench's own server, which this run has not.");
        }
        ServePlan served = null;
        if (isServed) {
            FloodServing.check(values, blocking);
            served =
                    FloodServing.plan(
                            (FloodType) type,
                            values,
                            measure.seed(),
                            model,
                            FloodServing.clientWords(values, load, measure),
                            measure.listsSockets());
        } else {
            if (type.name().equals(FloodType.NAME)) {
                FloodType.check(values);
            }
            works.add(0, WorkPlan.of(type, values, model));
        }
        return session(
                command,
                type,
                values,
                null,
                works,
                served,
                pool.shape(size),
                PoolSizeNote.source(size),
                blocking,
                load.drain().orElse(DrainPlan.USUAL));
    }

    private SessionPlan session(
            CommandSpec command,
            WorkloadType type,
            ParameterValues values,
            @Nullable String scenario,
            List<WorkPlan> works,
            @Nullable ServePlan served,
            PoolShape shape,
            Config.PoolConfig.Source threadsSource,
            @Nullable Blocking blocking,
            DrainPlan drain)
            throws UsageException, InvalidParameterException {
        requireSystem(type);
        for (WorkPlan work : works) {
            requireSystem(work.type());
        }
        return new SessionPlan(
                new SessionPlan.Work(type.name(), type.shown(values), scenario, works, served),
                new SessionPlan.Pool(shape, threadsSource),
                new SessionPlan.Course(measure.warmup(), drain, measure.repeats()),
                new SessionPlan.Disturbance(blocking, inject.injection(measure.isSimulated())),
                measure.seed(),
                measure.simulation(),
                measure.stallThresholdNanos(),
                new SessionPlan.Origin(CommandWords.of(command), tool.get()));
    }
}
