package dev.loopbench.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * What every command takes, how its help looks, and the words it was called with. Confined to the
 * main thread.
 */
@Command(synopsisHeading = "%nUsage: ", parameterListHeading = "%n", sortOptions = false)
public final class CommandOptions {

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and exit")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean help;

    /** What the user said of the command's options. */
    public ParseResult parsed() {
        return command().commandLine().getParseResult();
    }

    /** What follows the name of the program. */
    public List<String> arguments() {
        return command().root().commandLine().getParseResult().originalArgs();
    }

    /** The whole command line, for the report. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(command().root().name()));
        words.addAll(arguments());
        return words;
    }

    private CommandSpec command() {
        return Objects.requireNonNull(command);
    }
}
