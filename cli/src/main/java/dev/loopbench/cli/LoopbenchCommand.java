package dev.loopbench.cli;

import dev.loopbench.cli.option.CommandOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code loopbench} itself: its subcommands do the work. */
@Command(
        name = "loopbench",
        description = "%nSee what an event loop and its thread pool wait for.%n",
        customSynopsis = "loopbench COMMAND [OPTION]...",
        commandListHeading = "%nCommands:%n",
        footer = {
            "%nThe fifth of five jobs waits for one of four threads:",
            "  loopbench run --threads 4 --jobs 5"
        })
final class LoopbenchCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show version and commit, and exit")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean version;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "show the stack trace of an error")
    private boolean debug;

    boolean debug() {
        return debug;
    }
}
