package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.gate.measure.RunParameters;
import dev.loopbench.cli.gate.study.CompareTerms;
import dev.loopbench.cli.gate.study.ReportComparison;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.CompareOptions;
import dev.loopbench.cli.option.ComparisonOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.merge.Comparability;
import dev.loopbench.probes.merge.Part;
import dev.loopbench.probes.merge.UnlikeReportsException;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code loopbench compare}: saved reports of two sides. Confined to the main thread. */
@Command(
        name = "compare",
        header = "Compare saved reports of two sides and tell whether the second is worse.",
        customSynopsis =
                "loopbench compare BASE HEAD [--base FILE]... [--head FILE]... [OPTION]...")
public final class CompareCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;
    private final Supplier<Tool> tool;

    @Parameters(
            index = "0",
            paramLabel = "BASE",
            description = "a report in JSON, as --json writes it; - reads standard input")
    private String base = "";

    @Parameters(index = "1", paramLabel = "HEAD", description = "likewise, held against BASE")
    private String head = "";

    @ArgGroup(validate = false, order = 1, heading = "%nComparison:%n")
    private CompareOptions options = new CompareOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nOutput:%n")
    private ComparisonOptions output = new ComparisonOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public CompareCommand(Console console, Map<String, String> environment, Supplier<Tool> tool) {
        this.console = console;
        this.environment = environment;
        this.tool = tool;
    }

    @Override
    public Integer call()
            throws UsageException,
                    UnreadableDocumentException,
                    UnlikeReportsException,
                    IOException {
        Outputs outputs = Outputs.of(console, output);
        CompareTerms terms =
                new CompareTerms(
                        options.cells(),
                        options.margins(),
                        options.verdict().falseAlarmShare().orElse(Rules.DEFAULT_FALSE_ALARM_SHARE),
                        options.verdict().inconclusiveFails(),
                        options.isAdvisory());
        List<Part> ofBase = read(options.base(base));
        List<Part> ofHead = read(options.head(head));
        SortedSet<String> vary = options.vary();
        RunParameters.requireKnown(
                vary, ofBase.get(0).report().config(), ofHead.get(0).report().config());
        List<Warning> doubts = doubts(ofBase, ofHead, vary);
        ReportComparison reports = new ReportComparison(ofBase, ofHead, terms);
        if (reports.values() > ReportComparison.MOST_VALUES) {
            throw new UsageException(
                    reports.values()
                            + " values on one side are too many: at most "
                            + ReportComparison.MOST_VALUES
                            + " repeats or reports can be compared.");
        }
        Comparison comparison =
                reports.against(
                        tool.get(),
                        Objects.requireNonNullElse(ofHead.get(0).report().run().started(), ""),
                        vary,
                        doubts);
        new ComparisonDelivery(environment, outputs).write(comparison);
        return comparison.outcome().exitCode();
    }

    private List<Part> read(List<String> files) throws UsageException, UnreadableDocumentException {
        List<Part> parts = new ArrayList<>();
        for (String file : files) {
            parts.add(new Part(file, new DocumentSource(file).report(console)));
        }
        return parts;
    }

    private static void requireParametersAlike(Part base, Part head, SortedSet<String> vary)
            throws UnlikeReportsException {
        List<Varied> differing =
                RunParameters.differing(base.report().config(), head.report().config()).stream()
                        .filter(varied -> !vary.contains(varied.name()))
                        .toList();
        if (!differing.isEmpty()) {
            throw new UnlikeReportsException(
                    base.name()
                            + " and "
                            + head.name()
                            + " differ in "
                            + RunParameters.refusal(differing));
        }
    }

    /** What would forbid the comparison, where the user wants it all the same. */
    private List<Warning> doubts(List<Part> ofBase, List<Part> ofHead, SortedSet<String> vary)
            throws UnlikeReportsException {
        try {
            requireParametersAlike(ofBase.get(0), ofHead.get(0), vary);
            Config like = ofBase.get(0).report().config();
            Comparability.require(
                    ofBase, ofHead, config -> RunParameters.taking(vary, like, config));
            return List.of();
        } catch (UnlikeReportsException unlike) {
            if (!options.isAdvisory()) {
                throw unlike;
            }
            return List.of(
                    new Warning(
                            Warning.Kind.COMPARE_UNLIKE,
                            unlike.getMessage() + ".",
                            "A difference may come from that, and not from what was changed."));
        }
    }
}
