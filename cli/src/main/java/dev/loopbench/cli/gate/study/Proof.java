package dev.loopbench.cli.gate.study;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.gate.measure.CampaignListener;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs campaigns in which nothing has changed and such in which a known delay has, and counts which
 * of them are red. Confined to the main thread, but for {@link #interrupt}.
 *
 * <p>The kinds take turns, so that a machine that is busy for a minute spoils none of them
 * altogether.
 */
public final class Proof {

    /** Port: one campaign of base against itself. */
    public interface Campaigns {

        /**
         * @param injected what head is delayed by, as {@code --inject} has it; null for nothing
         * @param round from 0
         * @param heard hears how it goes on
         */
        Comparison run(@Nullable String injected, int round, CampaignListener heard)
                throws UsageException;

        /** Thread-safe: ends the campaign that runs. */
        void interrupt();
    }

    /** Port: hears how a proof goes on, and the campaign in it. */
    public interface Listener extends CampaignListener {

        /**
         * Before each campaign.
         *
         * @param done so many of {@code total} campaigns are over
         */
        void next(@Nullable String injected, int done, int total);

        /** After each campaign that counts. */
        void counted(ProofResult soFar);
    }

    private static final Set<OutcomeKind> ENDINGS =
            EnumSet.of(OutcomeKind.FAILED, OutcomeKind.WRONG_RESULT, OutcomeKind.NOT_COMPARABLE);

    private final Campaigns campaigns;
    private final Listener listener;
    private volatile boolean interrupted;

    public Proof(Campaigns campaigns, Listener listener) {
        this.campaigns = campaigns;
        this.listener = listener;
    }

    /**
     * What there is by the end, by the interrupt, or by the first campaign that failed.
     *
     * @param injections as {@code --inject} has them
     * @param rounds campaigns of each kind
     * @throws UsageException if not even the first campaign can be run
     */
    public ProofResult run(List<String> injections, int rounds) throws UsageException {
        List<@Nullable String> kinds = new ArrayList<>();
        kinds.add(null);
        kinds.addAll(injections);
        List<List<Comparison>> done = new ArrayList<>();
        kinds.forEach(kind -> done.add(new ArrayList<>()));
        int total = kinds.size() * rounds;
        int over = 0;
        Comparison.Outcome failure = null;
        while (over < total && failure == null && !interrupted) {
            int kind = over % kinds.size();
            listener.next(kinds.get(kind), over, total);
            Comparison campaign;
            try {
                campaign = campaigns.run(kinds.get(kind), over / kinds.size(), listener);
            } catch (UsageException refused) {
                if (over == 0) {
                    throw refused;
                }
                // What could be gated before cannot now: no reason to lose what there is.
                failure = failed(String.valueOf(refused.getMessage()));
                continue;
            }
            if (ENDINGS.contains(campaign.outcome().kind())) {
                failure = campaign.outcome();
            } else if (!interrupted) {
                done.get(kind).add(campaign);
                over++;
                listener.counted(result(kinds, done, false, null));
            }
        }
        return result(kinds, done, over == total, failure);
    }

    private static ProofResult result(
            List<@Nullable String> kinds,
            List<List<Comparison>> done,
            boolean complete,
            Comparison.@Nullable Outcome failure) {
        List<CampaignSeries> series = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            series.add(new CampaignSeries(kinds.get(kind), done.get(kind)));
        }
        return new ProofResult(
                series.get(0), List.copyOf(series.subList(1, series.size())), complete, failure);
    }

    private static Comparison.Outcome failed(String sentence) {
        return new Comparison.Outcome(OutcomeKind.FAILED, ExitCode.FAILED.number(), sentence);
    }

    /** The campaign in progress does not count, and no other begins. */
    public void interrupt() {
        interrupted = true;
        campaigns.interrupt();
    }
}
