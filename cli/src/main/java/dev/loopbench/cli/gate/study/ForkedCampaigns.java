package dev.loopbench.cli.gate.study;

import dev.loopbench.cli.gate.measure.Campaign;
import dev.loopbench.cli.gate.measure.CampaignListener;
import dev.loopbench.cli.gate.measure.CampaignTerms;
import dev.loopbench.cli.gate.measure.ProcessForks;
import dev.loopbench.cli.gate.measure.SideCommand;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.Comparison;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Campaigns of real forks. Thread-safe (by a reference). */
public final class ForkedCampaigns implements Proof.Campaigns {

    private final SideCommand base;
    private final CampaignTerms terms;
    private final Tool tool;
    private final AtomicReference<@Nullable Campaign> present = new AtomicReference<>();

    /**
     * @param terms of every campaign, but for its head and its order
     */
    public ForkedCampaigns(SideCommand base, CampaignTerms terms, Tool tool) {
        this.base = base;
        this.terms = terms;
        this.tool = tool;
    }

    @Override
    public Comparison run(@Nullable String injected, int round, CampaignListener listener)
            throws UsageException {
        NanoClock clock = new SystemNanoClock();
        SideCommand head = injected == null ? base : base.with(List.of("--inject=" + injected));
        Campaign campaign =
                Campaign.onThisMachine(
                        terms.against(head.shown(), terms.forks().seed() + round),
                        new ProcessForks(base, head, terms.forks().timeoutNanos()),
                        tool,
                        clock,
                        listener);
        present.set(campaign);
        try {
            return campaign.run();
        } finally {
            present.set(null);
        }
    }

    @Override
    public void interrupt() {
        Campaign campaign = present.get();
        if (campaign != null) {
            campaign.interrupt();
        }
    }
}
