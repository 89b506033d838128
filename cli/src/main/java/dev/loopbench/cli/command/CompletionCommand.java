package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.install.Shell;
import dev.loopbench.cli.install.Vocabulary;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.workload.Catalogs;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code loopbench completion}: a script that teaches a shell our words. Confined to the main
 * thread.
 */
@Command(
        name = "completion",
        header = "Print a script that completes words in bash, zsh or fish.",
        customSynopsis = "loopbench completion SHELL",
        footer = {
            "%nFor this shell alone, until it ends:",
            "  source <(loopbench completion bash)",
            "loopbench install puts the scripts of all three where they are found."
        })
public final class CompletionCommand implements Callable<Integer> {

    private final Console console;
    private final Catalogs catalogs;

    @Spec @Nullable CommandSpec command;

    @Parameters(arity = "1", paramLabel = Shell.LABEL, description = "bash, zsh or fish")
    private String shell = "";

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public CompletionCommand(Console console, Catalogs catalogs) {
        this.console = console;
        this.catalogs = catalogs;
    }

    @Override
    public Integer call() throws UsageException, IOException {
        Shell chosen =
                Shell.named(shell)
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "there is a script for each of "
                                                        + String.join(", ", Shell.words())
                                                        + ", not for \""
                                                        + shell
                                                        + "\"."));
        Vocabulary vocabulary = Vocabulary.of(Objects.requireNonNull(command).root(), catalogs);
        console.write(Channel.OUT, chosen.script(vocabulary));
        return ExitCode.OK.number();
    }
}
