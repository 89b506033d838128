package dev.loopbench.probes.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The loop was ready to run and had no core. Immutable.
 *
 * <p>Rests on the kernel's run-queue delay of the loop thread; without it nothing is claimed.
 */
final class StarvedLoopRule implements Rule {

    private static final String RULE = "loop.starved";

    @Override
    public Optional<Cause> apply(Facts facts) {
        Long delay = facts.host().loopRunDelayNanos();
        double share = facts.loopTime().corelessShare().orElse(0);
        boolean starved =
                facts.loopTime().isStarved()
                        || facts.isLoopWaitingForCores()
                        || isShortOfCores(facts, share);
        if (delay == null || !starved || !HeldLoop.isFelt(facts)) {
            return Optional.empty();
        }
        boolean others = areOthersToBlame(facts);
        boolean innocent = facts.clients() != null && facts.legs().jobs() > 0;
        return Optional.of(
                new Cause(
                        RULE,
                        score(facts, share, others),
                        Confidence.HIGH,
                        Math.max(facts.lost().heldNanos(), (double) delay),
                        innocent
                                ? "Latency moved by the cores, not by the pool: the loop had no core"
                                : "Loop short of CPU: it was ready and had no core",
                        evidence(facts, delay, share),
                        advice(facts, others),
                        next(facts, others)));
    }

    /** Where something else holds the loop, it also waits for cores now and then. */
    private static boolean isShortOfCores(Facts facts, double share) {
        return facts.clients() == null
                && Limit.STARVED.isWorthKnowing(share)
                && !HeldLoop.isHeld(facts);
    }

    /** Among clients that share the machine some of it is to be expected. */
    private static int score(Facts facts, double share, boolean others) {
        int score = Math.max(Score.INFO, Limit.STARVED.score(share));
        if (facts.clients() == null) {
            return score;
        }
        return facts.isDelayCommon() && (others || facts.legs().jobs() > 0)
                ? Score.atLeastWarn(score)
                : Score.atMostInfo(score);
    }

    /** The clients of a flood are another process, too, but they belong to the run. */
    private static boolean areOthersToBlame(Facts facts) {
        Cores cores = facts.cores();
        return facts.clients() == null
                ? cores.free() < cores.usable() / 2
                : Limit.NEIGHBOURS.isWrong(cores.ofStrangers().orElse(0) / cores.usable());
    }

    private static String advice(Facts facts, boolean others) {
        if (others) {
            return "Other processes fill the cores: the run says little about the loop.";
        }
        return facts.legs().jobs() > 0
                ? "The pool's work fills the cores; fewer threads leave one to the loop."
                : "The clients use the cores it lacks: let them run on another machine (serve here,"
                        + " flood --target there), or offer less.";
    }

    private static @Nullable String next(Facts facts, boolean others) {
        int threads = (int) Math.max(1, Math.floor(facts.cores().usable()) - 1);
        return !others && threads < facts.pool().threads()
                ? Words.commandWith(facts.command(), "--threads", Integer.toString(threads))
                : null;
    }

    private static List<String> evidence(Facts facts, long delayNanos, double share) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "the loop thread waited "
                        + Words.time(delayNanos)
                        + " for a core, "
                        + Words.percent(share)
                        + " of the run");
        lines.addAll(Trips.evidence(facts));
        boolean jobs = facts.legs().jobs() > 0;
        if (facts.clients() != null && jobs) {
            lines.add(
                    "no round trip used the pool: its "
                            + Words.count(facts.legs().jobs(), "job")
                            + " were of other work");
        }
        if (jobs) {
            lines.add(
                    "finished jobs waited up to "
                            + Words.time(facts.legs().maxReturnNanos())
                            + " for their callback");
        }
        inflation(facts, delayNanos).ifPresent(lines::add);
        return lines;
    }

    /** What sharing the cores fairly would have made of the loop's work, beside what happened. */
    private static Optional<String> inflation(Facts facts, long delayNanos) {
        Long cpu = facts.host().loopCpuNanos();
        Cores cores = facts.cores();
        if (cpu == null || cpu == 0) {
            return Optional.empty();
        }
        double busyThreads = facts.pool().utilizationShare() * facts.pool().threads();
        double others = cores.ofStrangers().orElse(0);
        double expected = Math.max(1, (busyThreads + others + 1) / cores.usable());
        return Optional.of(
                "its work took "
                        + Words.digits((cpu + (double) delayNanos) / cpu)
                        + "x its CPU time; sharing "
                        + Words.digits(cores.usable())
                        + " cores with "
                        + Words.digits(busyThreads)
                        + " busy workers and "
                        + Words.digits(others)
                        + " cores' worth of others makes "
                        + Words.digits(expected)
                        + "x");
    }
}
