package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import java.util.List;
import java.util.Optional;

/** The hypervisor gave the cores' time to other machines. Immutable. */
final class StolenTimeRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        Double steal = facts.host().others().stealShare();
        if (steal == null
                || !Threshold.STEAL.isWorthKnowing(steal)
                || !Condition.LEAST_STOLEN.isReached(stolenNanos(facts, steal))) {
            return Optional.empty();
        }
        return Optional.of(
                new Cause(
                        "host.steal",
                        Threshold.STEAL.score(steal),
                        Confidence.HIGH,
                        facts.lost().stoppedNanos(steal),
                        title(steal),
                        List.of(
                                "stolen time: " + Numbers.share(steal) + " of the machine's",
                                "a run at rest shows less than "
                                        + Numbers.share(Threshold.STEAL.info())),
                        "Measure on a machine with cores of its own, or at another hour.",
                        new Change.Again()));
    }

    private static String title(double steal) {
        return Threshold.STEAL.isWrong(steal)
                ? "The hypervisor took the cores: the run says little about pool and loop"
                : "The hypervisor took " + Numbers.share(steal) + " of the cores' time";
    }

    /** Counted in ticks of 10 ms: in a short run one or two of them are a large share. */
    private static double stolenNanos(Facts facts, double steal) {
        Integer cores = facts.report().environment().cpu().logicalCores();
        return cores == null ? 0 : steal * cores * facts.durationNanos();
    }
}
