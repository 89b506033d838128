package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.option.BlockOptions;
import dev.loopbench.cli.option.LoadOptions;
import dev.loopbench.cli.option.MeasureOptions;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.PoolOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.option.WorkloadOptions;
import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.SessionPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

    @ArgGroup(validate = false, order = 4, heading = "%nMeasurement:%n")
    private MeasureOptions measure = new MeasureOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and exit")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean help;

    public RunCommand(
            Console console,
            Map<String, String> environment,
            WorkloadOptions workloads,
            Sessions sessions,
            Supplier<Tool> tool) {
        this.console = console;
        this.environment = environment;
        this.workloads = workloads;
        this.sessions = sessions;
        this.tool = tool;
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    WorkloadException,
                    WrongResultException,
                    IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        refuseRepetition(command);
        PoolSize size = pool.size(environment);
        SessionPlan plan = plan(command, size);
        RunOutputs outputs =
                new RunOutputs(output.json(), output.colour(), output.isAscii(), output.isQuiet());
        if (!output.isQuiet()) {
            PoolSizeNote.of(size, environment).ifPresent(new ErrorPresenter(console)::present);
        }
        return new RunExecution(console, sessions).run(plan, outputs).number();
    }

    private SessionPlan plan(CommandSpec command, PoolSize size)
            throws UsageException, InvalidParameterException {
        WorkloadType type = workloads.type(workload == null ? DEFAULT_WORKLOAD : workload);
        return new SessionPlan(
                type,
                workloads.values(command.commandLine().getParseResult(), type),
                load.model(size.threads()),
                size.threads(),
                PoolSizeNote.source(size),
                measure.warmup(),
                measure.repeats(),
                block.blocking(),
                measure.seed(),
                measure.isSimulated(),
                measure.stallThresholdNanos(),
                commandLine(command),
                tool.get());
    }

    /** picocli does not, for options in groups. */
    private static void refuseRepetition(CommandSpec command) throws UsageException {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (option.originalStringValues().size() > 1) {
                throw new UsageException(option.longestName() + " was given more than once.");
            }
        }
    }

    private static List<String> commandLine(CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(command.root().name()));
        words.addAll(command.root().commandLine().getParseResult().originalArgs());
        return words;
    }
}
