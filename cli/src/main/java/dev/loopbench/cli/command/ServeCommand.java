package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.option.BlockOptions;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.PoolOptions;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.ServeOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.wording.CommandWording;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.Rendezvous;
import dev.loopbench.probes.session.ServePlan;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.probes.session.WarmupPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code loopbench serve}: the measured server alone, for clients of the user's own. Confined to
 * the main thread.
 */
@Command(
        name = "serve",
        header = "Serve HTTP or echo on the measured loop until Ctrl-C, then report.",
        customSynopsis = "loopbench serve [OPTION]...")
public final class ServeCommand implements Callable<Integer> {

    /** Long requests of others are no stall; a busy period of the loop is. */
    private static final long STALL_THRESHOLD_NANOS = 50_000_000L;

    private final Console console;
    private final Map<String, String> environment;
    private final BlockCatalog blocks;
    private final Costs costs;
    private final Sessions sessions;
    private final Supplier<Tool> tool;

    @ArgGroup(validate = false, order = 1, heading = "%nServer:%n")
    private ServeOptions serve = new ServeOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nPool:%n")
    private PoolOptions pool = new PoolOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nBlocking the loop on purpose:%n")
    private BlockOptions block = new BlockOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Mixin private CommandOptions common = new CommandOptions();

    public ServeCommand(
            Console console,
            Map<String, String> environment,
            Catalogs catalogs,
            Sessions sessions,
            Supplier<Tool> tool) {
        this.console = console;
        this.environment = environment;
        this.blocks = catalogs.blocks();
        this.costs = catalogs.costs();
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
        PoolOptions.Chosen chosen = pool.chosen(environment);
        Outputs outputs = Outputs.of(console, output);
        SessionPlan plan = plan(chosen, outputs);
        return new RunExecution(sessions, outputs).run(plan, Rendezvous.NONE, List.of()).number();
    }

    private SessionPlan plan(PoolOptions.Chosen chosen, Outputs outputs)
            throws UsageException, InvalidParameterException {
        ServePlan served =
                new ServePlan(
                        ServerFigures.Model.LOOP,
                        serve.server(costs),
                        serve.address(),
                        null,
                        null,
                        address -> outputs.remark(serve.invitation(address)),
                        serve.durationNanos(),
                        serve.listsSockets());
        return new SessionPlan(
                new SessionPlan.Work("serve", serve.parameters(), null, List.of(), served),
                new SessionPlan.Pool(chosen.shape(), chosen.source()),
                new SessionPlan.Course(new WarmupPlan(false, 0), DrainPlan.USUAL, 1),
                new SessionPlan.Disturbance(block.blocking(blocks), null),
                0,
                null,
                STALL_THRESHOLD_NANOS,
                new SessionPlan.Origin(common.words(), tool.get(), new CommandWording()));
    }
}
