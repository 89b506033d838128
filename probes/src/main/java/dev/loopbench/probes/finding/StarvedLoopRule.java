package dev.loopbench.probes.finding;

import dev.loopbench.probes.finding.Holds.Source;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The loop was ready to run and had no core, for others used them all. Immutable.
 *
 * <p>Rests on the kernel's run-queue delay of the loop thread, and on cores that were in use:
 * without either nothing is claimed. A loop that also blocks itself is {@link BlockedLoopRule}'s,
 * which says what stretches it.
 */
final class StarvedLoopRule implements Rule {

    static final String RULE = "loop.starved";

    @Override
    public Optional<Cause> apply(Facts facts) {
        Long delay = facts.host().cpu().loopRunDelayNanos();
        if (delay == null || !isStarved(facts) || !isNoticed(facts)) {
            return Optional.empty();
        }
        double share = facts.loopTime().corelessShare().orElse(0);
        boolean others = facts.cores().areOthersToBlame();
        boolean innocent = isPoolOfOthers(facts);
        return Optional.of(
                new Cause(
                        RULE,
                        score(facts, share, others),
                        Confidence.highIf(Threshold.STARVED.isWrong(share)),
                        Math.min(facts.lost().heldNanos(), (double) delay),
                        innocent
                                ? "Latency moved by the cores, not by the pool: the loop had no core"
                                : "Loop short of CPU: it was ready and had no core",
                        evidence(facts, delay, share),
                        advice(facts, others),
                        others ? new Change.Again() : fewerThreads(facts)));
    }

    /** Whether clients are served beside jobs that they do not wait for. */
    private static boolean isPoolOfOthers(Facts facts) {
        return facts.clients() != null && facts.legs().jobs() > 0 && !facts.doRequestsWaitForPool();
    }

    private static boolean isNoticed(Facts facts) {
        return HeldLoop.isFelt(facts)
                || Condition.FELT_RETURN.isReached(facts.legs().maxReturnNanos());
    }

    /** Whether what events met was for the most part the loop's lack of a core. */
    static boolean isStarved(Facts facts) {
        double share = facts.loopTime().corelessShare().orElse(0);
        Holds holds = facts.holds();
        if (!facts.cores().areFull()
                || HandoverRule.isCostly(facts)
                || holds.isHeldByPool()
                || !Threshold.STARVED.isWorthKnowing(share)
                || facts.loopTime().starvingQueue().isPresent()) {
            return false;
        }
        if (facts.isLoopWaitingForCores()) {
            return true;
        }
        return holds.isEmpty()
                ? Threshold.STARVED.isWrong(share)
                : Condition.MOST_OF_HOLDS.isReached(holds.share(Source.CORES));
    }

    /** Among clients that share the machine some of it is to be expected. */
    private static int score(Facts facts, double share, boolean others) {
        int score = Math.max(Score.INFO, Threshold.STARVED.score(share));
        if (facts.clients() == null) {
            return facts.loopTime().isDelayLong() ? score : Score.atMostInfo(score);
        }
        return facts.isDelayCommon() && (others || facts.legs().jobs() > 0)
                ? Score.atLeastWarn(score)
                : Score.atMostInfo(score);
    }

    private static String advice(Facts facts, boolean others) {
        if (others) {
            return "Other processes fill the cores: the run says little about the loop.";
        }
        return facts.legs().jobs() > 0
                ? "The pool's work fills the cores; fewer threads leave one to the loop."
                : "The clients use the cores it lacks: let them run on another machine (serve here,"
                        + " flood "
                        + facts.wording().parameter("target")
                        + " there), or offer less.";
    }

    private static @Nullable Change fewerThreads(Facts facts) {
        int threads = (int) Math.max(1, Math.floor(facts.cores().usable()) - 1);
        return facts.legs().jobs() > 0 && threads < facts.pool().threads()
                ? new Change.Threads(threads)
                : null;
    }

    private static List<String> evidence(Facts facts, long delayNanos, double share) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "the loop thread waited "
                        + Numbers.nanos(delayNanos)
                        + " for a core, "
                        + Numbers.share(share)
                        + " of the run");
        lines.add(facts.cores().use());
        lines.addAll(Trips.evidence(facts));
        boolean jobs = facts.legs().jobs() > 0;
        if (isPoolOfOthers(facts)) {
            lines.add(
                    "no round trip used the pool: its "
                            + Numbers.count(facts.legs().jobs(), "job")
                            + " were of other work");
        }
        if (jobs) {
            lines.add(
                    "finished jobs waited up to "
                            + Numbers.nanos(facts.legs().maxReturnNanos())
                            + " for their callback");
        }
        inflation(facts, delayNanos).ifPresent(lines::add);
        return lines;
    }

    /** What sharing the cores fairly would have made of the loop's work, beside what happened. */
    private static Optional<String> inflation(Facts facts, long delayNanos) {
        Long cpu = facts.host().cpu().loopCpuNanos();
        Cores cores = facts.cores();
        if (cpu == null || cpu == 0 || cores.ofStrangers().isEmpty()) {
            return Optional.empty();
        }
        double busyThreads = cores.computingWorkers();
        double others = cores.ofStrangers().getAsDouble();
        double expected = Math.max(1, (busyThreads + others + 1) / cores.usable());
        return Optional.of(
                "its work took "
                        + Numbers.ratio((cpu + (double) delayNanos) / cpu)
                        + " its CPU time; sharing "
                        + Numbers.count(cores.usable())
                        + " cores with "
                        + Numbers.count(busyThreads)
                        + " computing workers and "
                        + Numbers.count(others)
                        + " cores' worth of others makes "
                        + Numbers.ratio(expected));
    }
}
