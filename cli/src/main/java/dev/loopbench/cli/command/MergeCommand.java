package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.wording.CommandWording;
import dev.loopbench.probes.merge.Part;
import dev.loopbench.probes.merge.ReportMerge;
import dev.loopbench.probes.merge.UnlikeReportsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code loopbench merge}: several runs as one report. Confined to the main thread. */
@Command(
        name = "merge",
        header = "Add up the reports of several runs of one configuration.",
        customSynopsis = "loopbench merge REPORT... [OPTION]...")
public final class MergeCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT",
            description = "reports in JSON, as --json writes them; - reads standard input")
    private List<String> files = new ArrayList<>();

    @ArgGroup(validate = false, order = 1, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Mixin private CommandOptions common = new CommandOptions();

    public MergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call()
            throws UsageException,
                    UnreadableDocumentException,
                    UnlikeReportsException,
                    IOException {
        common.refuseRepetition();
        Outputs outputs = Outputs.of(console, output);
        List<Part> parts = new ArrayList<>();
        for (String file : files) {
            parts.add(new Part(file, new DocumentSource(file).report(console)));
        }
        outputs.write(ReportMerge.of(parts, new CommandWording()));
        return ExitCode.OK.number();
    }
}
