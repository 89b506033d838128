package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Jobs wait for a thread, or share the cores. Immutable. Which of the two is short is {@link
 * PoolShortage}'s to tell.
 *
 * <p>A pool is saturated where its threads are busy, its queue stands and jobs wait long beside
 * their service: all three. Anything less is worth knowing at the most, and is not called so.
 */
final class PoolRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        boolean sized = facts.pool().utilizationShare() != null;
        if (facts.legs().jobs() == 0 || !sized || StuckPoolRule.isStuck(facts)) {
            return Optional.empty();
        }
        if (HandoverRule.isCostly(facts)) {
            return Optional.empty();
        }
        Optional<Cause> oversubscribed = oversubscribed(facts);
        boolean saturated = isSaturated(facts);
        if (oversubscribed.isPresent()
                && (facts.holds().isHeldByPool() || !(saturated || hasNotableWait(facts)))) {
            return oversubscribed;
        }
        return saturated || hasNotableWait(facts)
                ? Optional.of(shortage(facts, saturated))
                : Optional.empty();
    }

    private static boolean isSaturated(Facts facts) {
        Double queued = facts.pool().waiting().queueNonEmptyShare();
        return Threshold.POOL_UTILIZATION.isWorthKnowing(facts.poolUtilization())
                && facts.legs().meanWaitNanos()
                        >= Condition.LONGEST_WAIT.value() * facts.legs().meanServiceNanos()
                && queued != null
                && Condition.STANDING_QUEUE.isReached(queued);
    }

    /**
     * What was not spent waiting for busy workers was an idle one's wake-up: threads do not help
     * it.
     */
    private static boolean hasNotableWait(Facts facts) {
        Legs legs = facts.legs();
        return legs.waitedForThreads()
                && legs.maxWaitNanos() >= Condition.LONGEST_WAIT.value() * legs.meanServiceNanos()
                && Threshold.POOL_WAIT.isWorthKnowing(legs.waitShare());
    }

    /**
     * A burst that waits or shares the cores is how bursts are; of a stream that loses as much to
     * full cores it is wrong.
     */
    private static int score(Facts facts, boolean saturated, boolean ofCores) {
        Legs legs = facts.legs();
        int waiting = Threshold.POOL_WAIT.score(legs.waitShare());
        if (saturated) {
            return Score.heldBackBy(
                    Threshold.POOL_UTILIZATION.score(facts.poolUtilization()), waiting);
        }
        double all = Math.max(1, legs.waitNanos() + legs.serviceNanos() + legs.returnNanos());
        double lost = (legs.waitNanos() + facts.lost().stretchedNanos()) / all;
        if (!facts.isStream()) {
            return Threshold.BURST.score(ofCores ? lost : legs.waitShare());
        }
        return ofCores ? Threshold.POOL_WAIT.score(lost) : Score.atMostInfo(waiting);
    }

    private static Cause shortage(Facts facts, boolean saturated) {
        PoolShortage shortage = PoolShortage.of(facts, saturated);
        double lostNanos =
                facts.legs().waitNanos() + (shortage.ofCores() ? facts.lost().stretchedNanos() : 0);
        return cause(facts, shortage, score(facts, saturated, shortage.ofCores()), lostNanos);
    }

    /** Nobody waits for a thread, and yet jobs take far longer than they compute. */
    private static Optional<Cause> oversubscribed(Facts facts) {
        Cores cores = facts.cores();
        boolean more = facts.pool().threads() > cores.whole();
        // Threads that wait for a core hold the pool's lock, or the loop that hands them work.
        boolean held = facts.holds().isHeldByPool() && more;
        if (!held && (!more || cores.areOthersToBlame())) {
            return Optional.empty();
        }
        if (!held && !Threshold.OVERSUBSCRIBED.isWorthKnowing(cores.stretchedShare())) {
            return Condition.SHARED_CORES.isReached(cores.stretchedShare())
                    ? Optional.of(
                            cause(
                                    facts,
                                    PoolShortage.sharing(facts),
                                    Score.INFO,
                                    cores.stretchedNanos()))
                    : Optional.empty();
        }
        int score =
                facts.isStream()
                        ? Threshold.OVERSUBSCRIBED.score(cores.stretchedShare())
                        : Threshold.BURST.score(cores.stretchedShare());
        return Optional.of(
                cause(
                        facts,
                        PoolShortage.oversubscription(facts),
                        held ? Score.atLeastWarn(score) : score,
                        cores.stretchedNanos() + (held ? facts.lost().heldNanos() : 0)));
    }

    private static Cause cause(Facts facts, PoolShortage shortage, int score, double lostNanos) {
        Integer threads = shortage.threads();
        double share = lostNanos / Math.max(1, facts.lost().totalNanos());
        return new Cause(
                shortage.rule(),
                score,
                Confidence.highIf(
                        facts.legs().serviceCpuNanos().isPresent()
                                && Condition.MOST_OF_LOST.isReached(share)),
                lostNanos,
                shortage.title(),
                evidence(facts, shortage.ofCores()),
                shortage.advice() + inNode(facts, threads),
                threads == null ? null : new Change.Threads(threads));
    }

    /** Node takes the size from its environment, before anything used the pool. */
    private static String inNode(Facts facts, @Nullable Integer threads) {
        return facts.isNode() && threads != null
                ? " Start it with UV_THREADPOOL_SIZE=" + threads + "."
                : "";
    }

    /** What is short comes first: the cores, or threads. */
    private static List<String> evidence(Facts facts, boolean ofCores) {
        Legs legs = facts.legs();
        Pool pool = facts.pool();
        List<String> lines = new ArrayList<>();
        lines.add(
                "jobs waited up to "
                        + Numbers.nanos(legs.maxWaitNanos())
                        + " for a thread: "
                        + Numbers.share(legs.waitShare())
                        + " of their time");
        lines.add(
                Numbers.count(pool.threads(), "worker")
                        + " busy "
                        + Numbers.share(facts.poolUtilization())
                        + " of the run"
                        + (pool.depth().depthMax() == null
                                ? ""
                                : ", queue up to " + pool.depth().depthMax() + " deep"));
        lines.add(ofCores ? 0 : lines.size(), service(facts));
        facts.expectedWait().ifPresent(lines::add);
        Staircase.of(facts).ifPresent(lines::add);
        return lines;
    }

    private static String service(Facts facts) {
        OptionalDouble inflation = facts.legs().serviceInflation();
        return inflation.isEmpty()
                ? "service took " + Numbers.nanos(facts.legs().meanServiceNanos()) + " on average"
                : "service took "
                        + Numbers.ratio(inflation.getAsDouble())
                        + " its CPU time: the jobs alone used "
                        + Numbers.count(facts.cores().ofJobs())
                        + " of "
                        + Numbers.count(facts.cores().usable())
                        + " cores";
    }
}
