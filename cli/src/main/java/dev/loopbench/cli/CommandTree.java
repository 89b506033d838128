package dev.loopbench.cli;

import dev.loopbench.cli.command.AbCommand;
import dev.loopbench.cli.command.AttachCommand;
import dev.loopbench.cli.command.CompareCommand;
import dev.loopbench.cli.command.CompletionCommand;
import dev.loopbench.cli.command.FailureHandler;
import dev.loopbench.cli.command.InstallCommand;
import dev.loopbench.cli.command.ListCommand;
import dev.loopbench.cli.command.MergeCommand;
import dev.loopbench.cli.command.NodeCommand;
import dev.loopbench.cli.command.NoiseCommand;
import dev.loopbench.cli.command.OrderCommand;
import dev.loopbench.cli.command.RunCommand;
import dev.loopbench.cli.command.SelftestCommand;
import dev.loopbench.cli.command.ServeCommand;
import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.command.ShowCommand;
import dev.loopbench.cli.command.UninstallCommand;
import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.ColourMode;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.option.PluginOptions;
import dev.loopbench.cli.option.RepeatedOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.option.WorkloadOptions;
import dev.loopbench.cli.order.OrderMachines;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Puts the commands, their help and their error handling together. Stateless. */
final class CommandTree {

    /** Help is text to read: wider lines do not help, and asking the terminal takes time. */
    private static final int HELP_COLUMNS = 90;

    private static final String WORKLOADS_SECTION = "workloads";

    private CommandTree() {}

    /**
     * @throws UsageException if the workloads' parameters cannot all be options
     */
    static CommandLine create(
            Console console,
            Map<String, String> environment,
            Catalogs catalogs,
            Sessions sessions,
            OrderMachines machines)
            throws UsageException {
        LoopbenchCommand root = new LoopbenchCommand();
        CommandLine commands = new CommandLine(root);
        // Theirs has a line for what they do above, and this one has not.
        commands.getCommandSpec().usageMessage().synopsisHeading("Usage: ");
        CommandLine run =
                new CommandLine(
                        new RunCommand(console, environment, catalogs, sessions, Build::tool));
        commands.addSubcommand(run);
        addWorkloads(run, catalogs);
        CommandLine list = new CommandLine(new ListCommand(console, catalogs));
        addPlugins(list);
        commands.addSubcommand(list);
        commands.addSubcommand(
                new ServeCommand(console, environment, catalogs, sessions, Build::tool));
        CommandLine node = new CommandLine(new NodeCommand(console, catalogs, Build::tool));
        node.setStopAtPositional(true);
        addExitCodes(node.getCommandSpec().usageMessage());
        commands.addSubcommand(node);
        CommandLine attach = new CommandLine(new AttachCommand(console, Build::tool));
        addExitCodes(attach.getCommandSpec().usageMessage());
        commands.addSubcommand(attach);
        commands.addSubcommand(new OrderCommand(console, machines));
        commands.addSubcommand(new ShowCommand(console, Build::tool));
        commands.addSubcommand(new MergeCommand(console, Build::tool));
        CommandLine ab =
                new CommandLine(new AbCommand(console, environment, catalogs, Build::tool));
        addExitCodes(ab.getCommandSpec().usageMessage());
        commands.addSubcommand(ab);
        CommandLine compare =
                new CommandLine(new CompareCommand(console, environment, Build::tool));
        addExitCodes(compare.getCommandSpec().usageMessage());
        commands.addSubcommand(compare);
        commands.addSubcommand(new NoiseCommand(console, catalogs, Build::tool));
        commands.addSubcommand(new SelftestCommand(console, catalogs, sessions, Build::tool));
        commands.addSubcommand(new InstallCommand(console, environment, catalogs, Build::tool));
        commands.addSubcommand(new UninstallCommand(console, environment));
        commands.addSubcommand(new CompletionCommand(console, catalogs));
        commands.addSubcommand(new HelpCommand());
        commands.getCommandSpec().versionProvider(() -> new String[] {Build.line(Build.tool())});

        FailureHandler failures = new FailureHandler(new ErrorPresenter(console), root::debug);
        Ansi ansi = console.colour(Channel.OUT, ColourMode.AUTO) ? Ansi.ON : Ansi.OFF;
        RepeatedOptions.allow(commands);
        return commands.setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_COLUMNS)
                .setColorScheme(Help.defaultColorScheme(ansi))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** To {@code run}, which has its other options already: none of theirs may be one of these. */
    private static void addWorkloads(CommandLine run, Catalogs catalogs) throws UsageException {
        addPlugins(run);
        new WorkloadOptions(catalogs.workloads()).addTo(run.getCommandSpec());
        UsageMessageSpec help = run.getCommandSpec().usageMessage();
        List<String> sections = new ArrayList<>(help.sectionKeys());
        sections.add(
                sections.indexOf(UsageMessageSpec.SECTION_KEY_END_OF_OPTIONS), WORKLOADS_SECTION);
        help.sectionKeys(sections);
        help.sectionMap()
                .put(WORKLOADS_SECTION, section -> workloads(section, catalogs.workloads()));
        addExitCodes(help);
    }

    /** The workloads in the help of {@code run}, without their options. */
    private static String workloads(Help help, WorkloadCatalog workloads) {
        Map<String, String> summaries = new LinkedHashMap<>();
        for (WorkloadType type : workloads.types()) {
            summaries.put(type.name(), firstClause(type.summary()));
        }
        return help.createHeading("%nWorkloads: loopbench list NAME shows the options of one%n")
                + help.createTextTable(summaries);
    }

    /** What it does; what that shows is for {@code loopbench list}, where there is room. */
    private static String firstClause(String summary) {
        String clause = summary.split(": ", 2)[0];
        // picocli formats descriptions as String.format does.
        return clause.replace("%", "%%");
    }

    /** Read from the arguments before there are commands: here it is accepted and explained. */
    private static void addPlugins(CommandLine command) {
        command.getCommandSpec()
                .addMixin("plugins", CommandSpec.forAnnotatedObject(new PluginOptions()));
    }

    private static void addExitCodes(UsageMessageSpec help) {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            meanings.put(String.valueOf(code.number()), code.meaning());
        }
        help.exitCodeListHeading("%nExit codes:%n").exitCodeList(meanings);
    }
}
