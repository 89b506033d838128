package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.result.Tool;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code loopbench show}: a saved report in any format. Confined to the main thread. */
@Command(
        name = "show",
        header = "Show a saved report, or write it in another format.",
        customSynopsis = "loopbench show REPORT|TRACE|- [OPTION]...")
public final class ShowCommand implements Callable<Integer> {

    private final Console console;
    private final Supplier<Tool> tool;

    @Parameters(
            arity = "1",
            paramLabel = "REPORT|TRACE",
            description =
                    "a report in JSON, as --json writes it, or a trace that Node wrote"
                            + " (--trace-event-categories), also as .gz; - reads standard input")
    private String file = "-";

    @ArgGroup(validate = false, order = 1, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public ShowCommand(Console console, Supplier<Tool> tool) {
        this.console = console;
        this.tool = tool;
    }

    @Override
    public Integer call() throws UsageException, UnreadableDocumentException, IOException {
        Outputs outputs = Outputs.rewriting(console, output);
        outputs.write(new DocumentSource(file).reportOrTrace(console, tool));
        return ExitCode.OK.number();
    }
}
