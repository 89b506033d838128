package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ErrorPresenter;
import dev.loopbench.cli.console.ShutdownGuard;
import dev.loopbench.cli.gate.measure.Campaign;
import dev.loopbench.cli.gate.measure.CampaignProgress;
import dev.loopbench.cli.gate.measure.CampaignTerms;
import dev.loopbench.cli.gate.measure.ForkRunner;
import dev.loopbench.cli.gate.measure.MachineLoad;
import dev.loopbench.cli.gate.measure.Origin;
import dev.loopbench.cli.gate.measure.PartialDocument;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs a campaign and delivers what it comes to. Confined to the main thread. */
final class CampaignExecution {

    /** What the text says as well, but nobody may overlook. */
    private static final Set<OutcomeKind> FAULTS =
            EnumSet.of(
                    OutcomeKind.FAILED,
                    OutcomeKind.WRONG_RESULT,
                    OutcomeKind.NOT_COMPARABLE,
                    OutcomeKind.TOO_NOISY);

    private final Console console;
    private final Map<String, String> environment;
    private final RunOutputs outputs;

    CampaignExecution(Console console, Map<String, String> environment, RunOutputs outputs) {
        this.console = console;
        this.environment = environment;
        this.outputs = outputs;
    }

    /** What is measured in a campaign. */
    @FunctionalInterface
    interface Task {

        Comparison of(Campaign campaign) throws UsageException;
    }

    /**
     * @return the exit code
     */
    int run(CampaignTerms terms, ForkRunner forks, Tool tool, Task task)
            throws UsageException, IOException {
        NanoClock clock = new SystemNanoClock();
        PartialDocument partial =
                new PartialDocument(outputs.json(), sentence -> outputs.note(console, sentence));
        CampaignProgress progress = new CampaignProgress(console, outputs.quiet(), clock, partial);
        Campaign campaign =
                new Campaign(
                        terms,
                        forks,
                        MachineLoad.ofThisMachine(clock),
                        Origin.now(tool),
                        clock,
                        progress);
        ShutdownGuard guard = ShutdownGuard.arm(campaign::interrupt);
        try {
            Comparison comparison;
            try (progress) {
                comparison = task.of(campaign);
            } catch (UsageException refused) {
                partial.remove();
                throw refused;
            }
            deliver(comparison);
            partial.remove();
            return comparison.outcome().exitCode();
        } finally {
            guard.release();
        }
    }

    private void deliver(Comparison comparison) throws IOException {
        new ComparisonDelivery(console, environment, outputs).write(comparison);
        if (!comparison.complete()
                && FAULTS.contains(comparison.outcome().kind())
                && !outputs.textChannel().equals(Optional.of(Channel.ERR))) {
            new ErrorPresenter(console).present(comparison.outcome().sentence());
        }
    }
}
