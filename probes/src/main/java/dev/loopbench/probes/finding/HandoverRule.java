package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs are so short that handing them to a thread and back takes most of their time. Immutable.
 *
 * <p>A hand-over is an idle worker's wake-up and the loop's: jobs wait while a worker is idle, and
 * their callbacks come when nothing holds the loop. Neither threads nor cores are short, and
 * threads beyond the few that such jobs need only make the hand-over dearer.
 */
final class HandoverRule implements Rule {

    static final String RULE = "pool.handover";

    @Override
    public Optional<Cause> apply(Facts facts) {
        if (!isCostly(facts)) {
            return Optional.empty();
        }
        Legs legs = facts.legs();
        double share = share(facts);
        double each = costNanos(facts) / Math.max(1, legs.jobs());
        int threads = Math.max(1, Math.min(facts.cores().whole(), facts.pool().threads()));
        return Optional.of(
                new Cause(
                        RULE,
                        Score.atMostInfo(Math.max(Score.INFO, Threshold.HANDOVER.score(share))),
                        Confidence.highIf(legs.jobs() >= Condition.MANY_JOBS.value()),
                        isBetweenJobs(facts) ? legs.waitNanos() : costNanos(facts),
                        isBetweenJobs(facts)
                                ? "A worker takes "
                                        + Numbers.nanos(gapNanos(facts))
                                        + " from one job to the next, a job itself "
                                        + Numbers.nanos(legs.meanServiceNanos())
                                : "Handing jobs over takes "
                                        + Numbers.nanos(each)
                                        + " each, the jobs themselves "
                                        + Numbers.nanos(legs.meanServiceNanos()),
                        evidence(facts, share),
                        "Do more in one job: larger chunks, several operations in one call. More"
                                + " threads only add wake-ups.",
                        threads < facts.pool().threads() ? new Change.Threads(threads) : null));
    }

    /** Whether it is most of what the jobs lost. */
    static boolean isCostly(Facts facts) {
        Legs legs = facts.legs();
        return legs.jobs() > 0
                && legs.meanServiceNanos() < Condition.SHORT_SERVICE.value()
                && (Threshold.HANDOVER.isWorthKnowing(share(facts)) || isBetweenJobs(facts))
                && facts.isLoopTold()
                && !facts.loopTime().isDelayLong()
                && !HeldLoop.isFeltByShortOnes(facts)
                && !facts.cores().areOthersToBlame();
    }

    /**
     * Whether tiny jobs stood in the queue while a notable part of the workers' time was none's.
     */
    private static boolean isBetweenJobs(Facts facts) {
        Double queued = facts.pool().waiting().queueNonEmptyShare();
        return !Threshold.HANDOVER.isWorthKnowing(share(facts))
                && facts.legs().meanServiceNanos() < Condition.TINY_SERVICE.value()
                && queued != null
                && Condition.STANDING_QUEUE.isReached(queued)
                && queued - facts.poolUtilization() >= Condition.BETWEEN_JOBS.value();
    }

    /** Of a worker, from a job to the next while there was one. */
    private static double gapNanos(Facts facts) {
        Double queued = facts.pool().waiting().queueNonEmptyShare();
        double share = (queued == null ? 0 : queued) - facts.poolUtilization();
        return share
                * facts.durationNanos()
                * facts.pool().threads()
                / Math.max(1, facts.legs().jobs());
    }

    /** Of the jobs' time. */
    private static double share(Facts facts) {
        Legs legs = facts.legs();
        double all = legs.waitNanos() + legs.serviceNanos() + legs.returnNanos();
        return costNanos(facts) / Math.max(1, all);
    }

    private static double costNanos(Facts facts) {
        return idleWaitNanos(facts) + facts.legs().returnNanos();
    }

    private static double idleWaitNanos(Facts facts) {
        return facts.pool().waiters().stream()
                .filter(waiter -> waiter.culprit().equals(Pool.Waiter.IDLE_THREAD))
                .mapToDouble(Pool.Waiter::nanos)
                .sum();
    }

    private static List<String> evidence(Facts facts, double share) {
        Legs legs = facts.legs();
        List<String> lines = new ArrayList<>();
        lines.add(
                "waking a worker and the way back to the loop were "
                        + Numbers.share(share)
                        + " of the jobs' time: "
                        + Numbers.nanos(idleWaitNanos(facts) / Math.max(1, legs.jobs()))
                        + " before a job, "
                        + Numbers.nanos(legs.returnNanos() / Math.max(1, legs.jobs()))
                        + " after it");
        Double busy = facts.pool().utilizationShare();
        lines.add(
                Numbers.count(facts.pool().threads(), "worker")
                        + (busy == null
                                ? " seen at work, "
                                : " busy " + Numbers.share(busy) + " of the run, ")
                        + Numbers.count(legs.jobs(), "job")
                        + " in "
                        + Numbers.nanos(facts.durationNanos()));
        LoopWords.delay(facts).ifPresent(lines::add);
        return lines;
    }
}
