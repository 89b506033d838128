package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.gate.measure.CampaignTerms;
import dev.loopbench.cli.gate.measure.CampaignTerms.Effort;
import dev.loopbench.cli.gate.measure.CampaignTerms.Forks;
import dev.loopbench.cli.gate.measure.CampaignTerms.Gating;
import dev.loopbench.cli.gate.measure.CampaignTerms.Sides;
import dev.loopbench.cli.gate.measure.ProcessForks;
import dev.loopbench.cli.gate.measure.SideCommand;
import dev.loopbench.cli.gate.study.NoiseJson;
import dev.loopbench.cli.gate.study.NoiseStudy;
import dev.loopbench.cli.gate.study.NoiseText;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.NoiseOptions;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Margins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code loopbench noise}: one command against itself, and what a gate could find here. Confined to
 * the main thread.
 */
@Command(
        name = "noise",
        header = "Show how noisy this machine is and what a gate could find on it.",
        customSynopsis = "loopbench noise [OPTION]... [-- ARGUMENT...]")
public final class NoiseCommand implements Callable<Integer> {

    private static final Rules RULES =
            new Rules(
                    Rules.DEFAULT_FALSE_ALARM_SHARE,
                    Rules.DEFAULT_MAX_PAIRS,
                    Rules.DEFAULT_CONFIRM_PAIRS);

    private final Console console;
    private final Catalogs catalogs;
    private final Supplier<Tool> tool;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "added to the command")
    private List<String> arguments = new ArrayList<>();

    @ArgGroup(validate = false, order = 1, heading = "%nWhat is measured:%n")
    private NoiseOptions noise = new NoiseOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public NoiseCommand(Console console, Catalogs catalogs, Supplier<Tool> tool) {
        this.console = console;
        this.catalogs = catalogs;
        this.tool = tool;
    }

    @Override
    public Integer call() throws UsageException, InvalidParameterException, IOException {
        Outputs outputs = Outputs.of(console, output);
        SideCommand asked =
                SideCommand.parse("--base", noise.base(!arguments.isEmpty()), arguments);
        SideCommand base = asked.repeated(SideCommand.repeats(catalogs.workloads().types(), asked));
        Margins margins = new Margins(Margins.DEFAULT_SHARE, new TreeMap<>());
        int pairs = noise.pairs();
        OptionalLong budget = noise.budgetNanos();
        CampaignTerms terms =
                new CampaignTerms(
                        new Sides(base.shown(), base.shown(), Collections.emptySortedSet()),
                        new Gating(List.of(), margins, RULES, false),
                        new Effort(true, null, budget.isPresent() ? budget.getAsLong() : null),
                        new Forks(noise.timeoutNanos(), noise.seed()),
                        null);
        try (Execution execution = Execution.of(outputs)) {
            Comparison comparison =
                    new CampaignExecution(outputs, tool.get())
                            .run(
                                    execution,
                                    terms,
                                    new ProcessForks(base, base, terms.forks().timeoutNanos()),
                                    campaign -> campaign.controls(pairs));
            NoiseStudy study = NoiseStudy.of(comparison, RULES, margins);
            execution.deliver(
                    format -> NoiseJson.document(study), style -> new NoiseText(style).of(study));
            return comparison.complete() ? ExitCode.OK.number() : comparison.outcome().exitCode();
        }
    }
}
