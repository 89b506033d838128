package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.gate.measure.Campaign;
import dev.loopbench.cli.gate.measure.CampaignTerms;
import dev.loopbench.cli.gate.measure.ProcessForks;
import dev.loopbench.cli.gate.measure.RunParameters;
import dev.loopbench.cli.gate.measure.SideCommand;
import dev.loopbench.cli.gate.study.ForkedCampaigns;
import dev.loopbench.cli.option.AbOptions;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.ComparisonOptions;
import dev.loopbench.cli.option.DocumentSource;
import dev.loopbench.cli.option.GateOptions;
import dev.loopbench.cli.option.ProofOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.option.VaryOptions;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code loopbench ab}: two commands that print reports, and whether the second is worse. Confined
 * to the main thread.
 *
 * <p>All options are checked before anything runs or is written.
 */
@Command(
        name = "ab",
        header = "Run two commands in turns and tell whether the second is slower.",
        customSynopsis = "loopbench ab --base CMD --head CMD [OPTION]... [-- ARGUMENT...]")
public final class AbCommand implements Callable<Integer> {

    /** What the text says as well, but nobody may overlook. */
    private static final Set<OutcomeKind> FAULTS =
            EnumSet.of(
                    OutcomeKind.FAILED,
                    OutcomeKind.WRONG_RESULT,
                    OutcomeKind.NOT_COMPARABLE,
                    OutcomeKind.TOO_NOISY);

    private final Console console;
    private final Map<String, String> environment;
    private final Catalogs catalogs;
    private final Supplier<Tool> tool;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "added to both commands")
    private List<String> arguments = new ArrayList<>();

    @ArgGroup(validate = false, order = 1, heading = "%nSides:%n")
    private AbOptions sides = new AbOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nGate:%n")
    private GateOptions gate = new GateOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nProof that the gate bites:%n")
    private ProofOptions proof = new ProofOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nOutput:%n")
    private ComparisonOptions output = new ComparisonOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public AbCommand(
            Console console,
            Map<String, String> environment,
            Catalogs catalogs,
            Supplier<Tool> tool) {
        this.console = console;
        this.catalogs = catalogs;
        this.environment = environment;
        this.tool = tool;
    }

    @Override
    public Integer call()
            throws UsageException,
                    InvalidParameterException,
                    UnreadableDocumentException,
                    IOException {
        Outputs outputs = Outputs.of(console, output);
        proof.refuseOthers(sides);
        if (proof.isAsked()) {
            return prove(outputs);
        }
        SideCommand asked = SideCommand.parse("--base", sides.base(), arguments);
        SideCommand other = SideCommand.parse("--head", sides.head(), arguments);
        int repeats = SideCommand.repeats(catalogs.workloads().types(), asked, other);
        SideCommand base = asked.repeated(repeats);
        SideCommand head = other.repeated(repeats);
        requireParameters(sides.vary(), base, head);
        Optional<DocumentSource> with = sides.earlier();
        Comparison earlier = with.isEmpty() ? null : with.get().comparison(console);
        CampaignTerms terms = AbTerms.of(sides, gate, base, head, earlier);
        try (Execution execution = Execution.keepingPartial(outputs)) {
            Comparison comparison =
                    new CampaignExecution(outputs, tool.get())
                            .run(
                                    execution,
                                    terms,
                                    new ProcessForks(base, head, terms.forks().timeoutNanos()),
                                    Campaign::run);
            execution.deliver(() -> write(comparison, outputs));
            return comparison.outcome().exitCode();
        }
    }

    private void write(Comparison comparison, Outputs outputs) throws IOException {
        new ComparisonDelivery(environment, outputs).write(comparison);
        if (!comparison.complete()
                && FAULTS.contains(comparison.outcome().kind())
                && !outputs.textChannel().equals(Optional.of(Channel.ERR))) {
            outputs.complain(comparison.outcome().sentence());
        }
    }

    /** Workloads of plugins, and other commands, show what they have once they run. */
    private void requireParameters(Set<String> vary, SideCommand base, SideCommand head)
            throws UsageException {
        if (!base.runsBuiltInWorkloads() || !head.runsBuiltInWorkloads()) {
            return;
        }
        Set<String> known = new TreeSet<>(RunParameters.COMMON);
        catalogs.workloads()
                .types()
                .forEach(type -> type.parameters().forEach(p -> known.add(p.name())));
        for (String name : VaryOptions.unknown(vary, known)) {
            throw new UsageException(RunParameters.unknown(name, known));
        }
    }

    private int prove(Outputs outputs)
            throws UsageException, InvalidParameterException, IOException {
        outputs.requireJson("a proof");
        SideCommand asked = SideCommand.parse("--base", sides.base(), arguments);
        SideCommand base = asked.repeated(SideCommand.repeats(catalogs.workloads().types(), asked));
        requireParameters(sides.vary(), base, base);
        CampaignTerms terms = AbTerms.of(sides, gate, base, base, null);
        return new ProofExecution(outputs)
                .run(
                        new ForkedCampaigns(base, terms, tool.get()),
                        proof.injections(),
                        proof.campaigns())
                .number();
    }
}
