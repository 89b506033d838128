package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Probes;
import java.util.List;
import java.util.Optional;

/**
 * Measuring took a notable part of what was measured. Immutable.
 *
 * <p>Rests on the calibrated cost of one event: on average, of those that the loop thread pays for.
 */
final class ProbeCostRule implements Rule {

    static final String SUBJECT = "probes";

    @Override
    public Optional<Cause> apply(Facts facts) {
        double share = share(facts);
        if (!Threshold.PROBE_COST.isWorthKnowing(share)) {
            return Optional.empty();
        }
        Probes probes = facts.report().probes();
        double all = costNanos(probes);
        return Optional.of(
                new Cause(
                        "probes.cost",
                        Score.atMostInfo(Threshold.PROBE_COST.score(share)),
                        Confidence.HIGH,
                        null,
                        "Measuring took "
                                + Numbers.share(share)
                                + " of the run: it shows in all figures",
                        List.of(
                                Numbers.count(probes.events(), "event")
                                        + " were seen, at "
                                        + Numbers.nanos(costEach(probes))
                                        + " each as measured before the run: "
                                        + Numbers.nanos(all)
                                        + " of "
                                        + Numbers.nanos(facts.durationNanos())),
                        "Fewer events a second are measured better: larger operations, or a lower"
                                + " rate.",
                        null));
    }

    /** Whether all that was measured holds a part of it. */
    static boolean isNotable(Facts facts) {
        return Threshold.PROBE_COST.isWorthKnowing(share(facts));
    }

    private static double share(Facts facts) {
        return costNanos(facts.report().probes()) / Math.max(1, facts.durationNanos());
    }

    private static double costNanos(Probes probes) {
        return costEach(probes) * probes.events();
    }

    private static double costEach(Probes probes) {
        Double each = probes.costPerEventNanos();
        return each == null ? 0 : each;
    }
}
