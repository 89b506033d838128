package dev.loopbench.cli;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.option.UnwritableException;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.order.OrderMachines;
import dev.loopbench.cli.order.RealMachines;
import dev.loopbench.cli.plugin.PluginArguments;
import dev.loopbench.cli.plugin.Plugins;
import dev.loopbench.cli.workload.Catalogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The composition root: puts the program together and runs one command. */
final class Program {

    private final Console console;
    private final Map<String, String> environment;
    private final Sessions sessions;
    private final OrderMachines machines;

    Program(
            Console console,
            Map<String, String> environment,
            Sessions sessions,
            OrderMachines machines) {
        this.console = console;
        this.environment = environment;
        this.sessions = sessions;
        this.machines = machines;
    }

    /** In the environment of this process, with real machines. */
    static Program on(Console console) {
        return new Program(console, System.getenv(), Sessions.measuring(), new RealMachines());
    }

    /** Runs one command and returns the exit code; an error of the JVM is the caller's to tell. */
    int execute(String... arguments) {
        try {
            // Printing this takes less time than loading the parser.
            if (List.of(arguments).equals(List.of("--version"))) {
                console.write(Channel.OUT, Build.line(Build.tool()) + System.lineSeparator());
                return ExitCode.OK.number();
            }
            return parseAndExecute(arguments);
        } catch (IOException e) {
            String sentence = new UnwritableException("standard output", e).getMessage();
            new ErrorPresenter(console).present(String.valueOf(sentence));
            return ExitCode.FAILED.number();
        }
    }

    private int parseAndExecute(String... arguments) throws IOException {
        PluginArguments plugins = PluginArguments.of(List.of(arguments));
        CommandLine commands;
        try {
            Catalogs catalogs = Plugins.addTo(Catalogs.builtIn(), plugins.jars());
            commands = CommandTree.create(console, environment, catalogs, sessions, machines);
        } catch (UsageException e) {
            String sentence = String.valueOf(e.getMessage());
            new ErrorPresenter(console).present(sentence, e, plugins.debug());
            return ExitCode.USAGE.number();
        }
        if (arguments.length == 0) {
            console.write(Channel.ERR, commands.getUsageMessage());
            return ExitCode.USAGE.number();
        }
        StringWriter help = new StringWriter();
        int code;
        try {
            code = commands.setOut(new PrintWriter(help)).execute(arguments);
        } catch (LinkageError e) {
            if (plugins.jars().isEmpty()) {
                throw e;
            }
            new ErrorPresenter(console)
                    .present("a class does not fit the others: " + e, e, plugins.debug());
            return ExitCode.FAILED.number();
        }
        console.write(Channel.OUT, help.toString());
        return code;
    }
}
