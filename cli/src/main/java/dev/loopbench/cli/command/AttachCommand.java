package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.LimitOptions;
import dev.loopbench.cli.option.ObserveOptions;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.wording.NodeWording;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.live.LiveReport;
import dev.loopbench.probes.node.live.ObservationException;
import dev.loopbench.probes.node.live.ObservationPlan;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.RefusedException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code loopbench attach}: a Node process that is running already. Confined to the main thread.
 */
@Command(
        name = "attach",
        header = "Look into a running Node process, then leave it as it was.",
        customSynopsis = "loopbench attach PID [OPTION]...")
public final class AttachCommand implements Callable<Integer> {

    private static final long USUAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Console console;
    private final Supplier<Tool> tool;

    @Parameters(arity = "1", paramLabel = "PID", description = "the number of the process")
    private String pid = "";

    @ArgGroup(validate = false, order = 1, heading = "%nLooking:%n")
    private ObserveOptions observe = new ObserveOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nLimits:%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Mixin private CommandOptions common = new CommandOptions();

    public AttachCommand(Console console, Supplier<Tool> tool) {
        this.console = console;
        this.tool = tool;
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    RefusedException,
                    InspectorException,
                    ObservationException,
                    IOException {
        ObservationPlan plan = observe.plan(USUAL_NANOS);
        List<Limit> held = limits.limits();
        long number = ObserveOptions.pid(pid);
        Outputs outputs = Outputs.of(console, output);
        NodeProcess process = NodeProcess.of(number);
        NodeWording wording = new NodeWording(List.of());
        Function<Sighting, Report> reporting =
                sighting -> LiveReport.of(sighting, common.words(), tool.get(), wording);
        if (observe.isOfChildren()) {
            ClusterReports reports = new ClusterReports(reporting, wording, held, outputs);
            return new ClusterAttachment(process, plan, outputs, new SystemNanoClock())
                    .run(reports)
                    .number();
        }
        return new Attachment(process, plan, outputs, new SystemNanoClock())
                .run(sighting -> Limit.held(reporting.apply(sighting), held))
                .number();
    }
}
