package dev.loopbench.cli.command;

import dev.loopbench.cli.gate.measure.Campaign;
import dev.loopbench.cli.gate.measure.CampaignProgress;
import dev.loopbench.cli.gate.measure.CampaignTerms;
import dev.loopbench.cli.gate.measure.ForkRunner;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.Comparison;

/** Runs a campaign on this machine and shows how it goes on. Confined to the main thread. */
final class CampaignExecution {

    private final Outputs outputs;
    private final Tool tool;

    CampaignExecution(Outputs outputs, Tool tool) {
        this.outputs = outputs;
        this.tool = tool;
    }

    /** What is measured in a campaign. */
    @FunctionalInterface
    interface Task {

        Comparison of(Campaign campaign) throws UsageException;
    }

    /** What there is by the campaign's end, or by the interrupt of {@code execution}. */
    Comparison run(Execution execution, CampaignTerms terms, ForkRunner forks, Task task)
            throws UsageException {
        NanoClock clock = new SystemNanoClock();
        try (CampaignProgress progress =
                new CampaignProgress(
                        outputs.console(),
                        outputs.quiet(),
                        execution.line(),
                        clock,
                        execution.partial())) {
            Campaign campaign = Campaign.onThisMachine(terms, forks, tool, clock, progress);
            execution.onInterrupt(campaign::interrupt);
            return task.of(campaign);
        }
    }
}
