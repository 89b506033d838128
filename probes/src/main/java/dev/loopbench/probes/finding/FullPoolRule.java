package dev.loopbench.probes.finding;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool that was seen full, of whose jobs nobody knows the legs: they take longer than anybody
 * looked at a time. Immutable.
 *
 * <p>Rests on what its threads did and on how long its queue was, each while it was looked at. What
 * is known job by job is {@link PoolRule}'s.
 */
final class FullPoolRule implements Rule {

    private static final String RULE = "pool.saturated.unseen";

    @Override
    public Optional<Cause> apply(Facts facts) {
        if (!facts.isNode() || facts.legs().jobs() > 0 || !isFull(facts)) {
            return Optional.empty();
        }
        Pool pool = facts.pool();
        boolean cores = facts.cores().areFull();
        boolean others = facts.cores().areOthersToBlame();
        boolean growing = !cores && !others;
        return Optional.of(
                new Cause(
                        RULE,
                        Threshold.POOL_UTILIZATION.score(facts.poolUtilization()),
                        Confidence.highIf(
                                Threshold.POOL_UTILIZATION.isWrong(facts.poolUtilization())),
                        waitedNanos(facts),
                        "Pool full: jobs waited for its " + Numbers.count(pool.threads(), "thread"),
                        evidence(facts),
                        others
                                ? "Other processes take its cores: stop them, and look again."
                                : cores
                                        ? "More threads would share the same cores: fewer or cheaper"
                                                + " jobs help, or more cores."
                                        : "Cores are idle: try more threads.",
                        growing ? more(pool.threads()) : null));
    }

    private static boolean isFull(Facts facts) {
        Pool.Waiting waiting = facts.pool().waiting();
        Double queued = waiting.queueNonEmptyShare();
        Double whileFull = waiting.queuedWhileFullShare();
        return Threshold.POOL_UTILIZATION.isWorthKnowing(facts.poolUtilization())
                && queued != null
                && Condition.STANDING_QUEUE.isReached(queued)
                && whileFull != null
                && Condition.WAIT_FOR_THREADS.isReached(whileFull);
    }

    /** By the length of the queue: what waits takes as long as it is there. */
    private static @Nullable Double waitedNanos(Facts facts) {
        Double depth = facts.pool().depth().depthMean();
        return depth == null ? null : (Double) (depth * facts.durationNanos());
    }

    private static List<String> evidence(Facts facts) {
        Pool pool = facts.pool();
        List<String> lines = new ArrayList<>();
        lines.add(
                Numbers.count(pool.threads(), "worker")
                        + " busy "
                        + Numbers.share(facts.poolUtilization())
                        + " of the time they were looked at");
        Double depth = pool.depth().depthMean();
        if (depth != null) {
            lines.add("at least " + Numbers.count(depth) + " jobs waited at a time, on average");
        }
        lines.add(facts.cores().use());
        Trips.p99(facts).ifPresent(lines::add);
        return lines;
    }

    private static @Nullable Change more(int threads) {
        int twice = Math.min(PoolSize.MAX_THREADS, 2 * threads);
        return twice == threads ? null : new Change.Threads(twice);
    }
}
