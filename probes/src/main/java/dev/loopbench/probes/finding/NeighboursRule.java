package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Other processes took the cores. Immutable.
 *
 * <p>It is wrong where the jobs took notably longer for it than they would have beside each other
 * alone, and that is most of what they lacked: what the run says about loop and pool is then said
 * about the machine.
 */
final class NeighboursRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        Cores cores = facts.cores();
        OptionalDouble others = cores.ofStrangers();
        double share = others.orElse(0) / cores.usable();
        if (!Threshold.NEIGHBOURS.isWorthKnowing(share)) {
            return Optional.empty();
        }
        boolean felt = isFelt(facts);
        int score = Threshold.NEIGHBOURS.score(share);
        return Optional.of(
                new Cause(
                        "host.neighbours",
                        felt ? score : Score.atMostInfo(score),
                        Confidence.highIf(cores.doJobsCompute()),
                        cores.stretchedByOthersNanos(),
                        felt
                                ? "Other processes took the cores: the run says little about pool"
                                        + " and loop"
                                : "Other processes ran beside this one",
                        evidence(facts, others.orElse(0)),
                        "Stop what else runs here, then measure again.",
                        new Change.Again()));
    }

    /**
     * Jobs that wait by themselves take long without anybody's doing, and those that crowd the
     * cores do most of it to each other.
     */
    private static boolean isFelt(Facts facts) {
        Cores cores = facts.cores();
        return cores.areOthersToBlame()
                && Condition.FELT_STRETCH.isReached(cores.stretch() / cores.ownStretch())
                && cores.stretchedByOthersNanos()
                        >= Condition.HARMLESS.value() * facts.lost().operationsNanos();
    }

    private static List<String> evidence(Facts facts, double others) {
        Legs legs = facts.legs();
        List<String> lines = new ArrayList<>();
        lines.add(
                "other processes used "
                        + Numbers.count(others)
                        + " of "
                        + Numbers.count(facts.cores().usable())
                        + " cores");
        if (legs.serviceCpuNanos().isPresent()) {
            Cores cores = facts.cores();
            lines.add(
                    "for want of a core service took "
                            + Numbers.ratio(cores.stretch())
                            + " its CPU time; with nobody else here the jobs would take "
                            + Numbers.ratio(cores.ownStretch()));
        }
        if (legs.jobs() > 0) {
            lines.add(
                    "jobs waited up to "
                            + Numbers.nanos(legs.maxWaitNanos())
                            + " for a thread, "
                            + Numbers.share(legs.waitShare())
                            + " of their time");
        }
        return lines;
    }
}
