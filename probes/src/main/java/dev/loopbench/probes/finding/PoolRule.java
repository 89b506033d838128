package dev.loopbench.probes.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Jobs wait for a thread, or share the cores. Immutable. Which of the two is short is {@link
 * PoolShortage}'s to tell.
 *
 * <p>A pool is saturated where its threads are busy, its queue stands and jobs wait long beside
 * their service: all three. Anything less is worth knowing at the most.
 */
final class PoolRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        if (facts.legs().jobs() == 0) {
            return Optional.empty();
        }
        if (isSaturated(facts) || hasNotableWait(facts)) {
            return Optional.of(shortage(facts));
        }
        return oversubscribed(facts);
    }

    private static boolean isSaturated(Facts facts) {
        Double queued = facts.pool().queueNonEmptyShare();
        return Limit.POOL_UTILIZATION.isWorthKnowing(facts.pool().utilizationShare())
                && facts.legs().meanWaitNanos()
                        >= Gate.LONGEST_WAIT.value() * facts.legs().meanServiceNanos()
                && queued != null
                && Gate.STANDING_QUEUE.isReached(queued);
    }

    /**
     * What was not spent waiting for busy workers was an idle one's wake-up: threads do not help
     * it.
     */
    private static boolean hasNotableWait(Facts facts) {
        Legs legs = facts.legs();
        return legs.waitedForThreads()
                && legs.maxWaitNanos() >= Gate.LONGEST_WAIT.value() * legs.meanServiceNanos()
                && Limit.POOL_WAIT.isWorthKnowing(legs.waitShare());
    }

    private static int score(Facts facts) {
        int waiting = Limit.POOL_WAIT.score(facts.legs().waitShare());
        return isSaturated(facts)
                ? Score.heldBackBy(
                        Limit.POOL_UTILIZATION.score(facts.pool().utilizationShare()), waiting)
                : Score.atMostInfo(waiting);
    }

    private static Cause shortage(Facts facts) {
        PoolShortage shortage = PoolShortage.of(facts, isSaturated(facts));
        return cause(facts, shortage, score(facts), facts.legs().waitNanos());
    }

    /** Nobody waits for a thread, and yet jobs take far longer than they compute. */
    private static Optional<Cause> oversubscribed(Facts facts) {
        double inflation = facts.legs().serviceInflation().orElse(0);
        Cores cores = facts.cores();
        if (!Limit.OVERSUBSCRIBED.isWorthKnowing(inflation)
                || facts.pool().threads() <= cores.whole()
                || cores.ofJobs() < Gate.FULL_CORES.value() * cores.free()) {
            return Optional.empty();
        }
        return Optional.of(
                cause(
                        facts,
                        PoolShortage.oversubscription(facts),
                        Score.atMostInfo(Limit.OVERSUBSCRIBED.score(inflation)),
                        cores.stretchedNanos()));
    }

    private static Cause cause(Facts facts, PoolShortage shortage, int score, double lostNanos) {
        Integer threads = shortage.threads();
        return new Cause(
                shortage.rule(),
                score,
                Confidence.highIf(facts.legs().serviceCpuNanos().isPresent()),
                lostNanos,
                shortage.title(),
                evidence(facts),
                shortage.advice(),
                threads == null || threads == facts.pool().threads()
                        ? null
                        : Words.commandWith(facts.command(), "--threads", threads.toString()));
    }

    private static List<String> evidence(Facts facts) {
        Legs legs = facts.legs();
        List<String> lines = new ArrayList<>();
        lines.add(
                "jobs waited up to "
                        + Words.time(legs.maxWaitNanos())
                        + " for a thread: "
                        + Words.percent(legs.waitShare())
                        + " of their time");
        lines.add(
                Words.count(facts.pool().threads(), "worker")
                        + " busy "
                        + Words.percent(facts.pool().utilizationShare())
                        + " of the run, queue up to "
                        + facts.pool().depthMax()
                        + " deep");
        OptionalDouble inflation = legs.serviceInflation();
        if (inflation.isPresent()) {
            lines.add(
                    "service took "
                            + Words.digits(inflation.getAsDouble())
                            + "x its CPU time: the jobs used "
                            + Words.digits(facts.cores().ofJobs())
                            + " of "
                            + Words.digits(facts.cores().usable())
                            + " cores");
        } else {
            lines.add("service took " + Words.time(legs.meanServiceNanos()) + " on average");
        }
        facts.expectedWait().ifPresent(lines::add);
        Staircase.of(facts).ifPresent(lines::add);
        return lines;
    }
}
