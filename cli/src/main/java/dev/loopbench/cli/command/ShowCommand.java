package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.SavedReport;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.UsageException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loopbench show}: a saved report in any format. Confined to the main thread. */
@Command(
        name = "show",
        header = "Show a saved report, or write it in another format.",
        synopsisHeading = "%nUsage: ",
        parameterListHeading = "%n",
        customSynopsis = "loopbench show REPORT|- [OPTION]...",
        sortOptions = false)
public final class ShowCommand implements Callable<Integer> {

    private final Console console;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1",
            paramLabel = "REPORT",
            description = "a report in JSON, as --json writes it; - reads standard input")
    private String file = "-";

    @ArgGroup(validate = false, order = 1, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and exit")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean help;

    public ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UsageException, UnreadableDocumentException, IOException {
        CommandWords.refuseRepetition(Objects.requireNonNull(spec));
        Outputs outputs = Outputs.of(console, output);
        outputs.write(new DocumentSource(file).read(console, SavedReport::read));
        return ExitCode.OK.number();
    }
}
