package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.ReportOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.wording.CommandWording;
import dev.loopbench.cli.wording.NodeWording;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.merge.Part;
import dev.loopbench.probes.merge.ReportMerge;
import dev.loopbench.probes.merge.UnlikeReportsException;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
    private final Supplier<Tool> tool;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT",
            description =
                    "reports in JSON, as --json writes them, or traces that Node wrote; - reads"
                            + " standard input")
    private List<String> files = new ArrayList<>();

    @ArgGroup(validate = false, order = 1, heading = "%nOutput:%n")
    private ReportOptions output = new ReportOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public MergeCommand(Console console, Supplier<Tool> tool) {
        this.console = console;
        this.tool = tool;
    }

    @Override
    public Integer call()
            throws UsageException,
                    UnreadableDocumentException,
                    UnlikeReportsException,
                    IOException {
        Outputs outputs = Outputs.of(console, output);
        List<Part> parts = new ArrayList<>();
        for (String file : files) {
            parts.add(new Part(file, new DocumentSource(file).reportOrTrace(console, tool)));
        }
        outputs.write(ReportMerge.of(parts, wording(parts)));
        return ExitCode.OK.number();
    }

    /** Reports of Node processes and of runs of loopbench do not add up: the first tells of all. */
    private static Wording wording(List<Part> parts) {
        Subject subject = parts.get(0).report().subject();
        return subject != null && subject.kind() == Subject.Kind.NODE && subject.hasProgram()
                ? new NodeWording(List.of())
                : new CommandWording();
    }
}
