package dev.loopbench.probes.finding;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slow I/O waits for a place in its lane while threads are idle, as it is meant to. Immutable.
 *
 * <p>Rests on the interference matrix: jobs that wait behind their own kind while not all threads
 * are busy wait for the lane.
 */
final class SlowLaneRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        if (!facts.hasSlowLane() || facts.legs().waitedForThreads()) {
            return Optional.empty();
        }
        return facts.operations().stream()
                .filter(operation -> waitedForOwnKind(facts, operation))
                .max(Comparator.comparingDouble(Waits::totalNanos))
                .map(operation -> cause(facts, operation));
    }

    private static boolean waitedForOwnKind(Facts facts, Operation operation) {
        long ownNanos =
                facts.pool().waiters().stream()
                        .filter(waiter -> waiter.victim().equals(operation.kind()))
                        .filter(waiter -> waiter.culprit().equals(operation.kind()))
                        .mapToLong(Pool.Waiter::nanos)
                        .sum();
        return Condition.BLAMED.isReached(ownNanos / Math.max(1, Waits.totalNanos(operation)))
                && Threshold.VICTIM_WAIT.isWorthKnowing(waitShare(operation));
    }

    private static double waitShare(Operation operation) {
        return Waits.noticedShare(operation);
    }

    private static Cause cause(Facts facts, Operation operation) {
        int threads = facts.pool().threads();
        int more = Math.min(PoolSize.MAX_THREADS, 2 * threads);
        return new Cause(
                "pool.slow-lane",
                Threshold.VICTIM_WAIT.score(waitShare(operation)),
                Confidence.HIGH,
                Waits.totalNanos(operation),
                operation.kind()
                        + " waited for the slow lane, "
                        + PoolSize.slowThreads(threads)
                        + " of "
                        + Numbers.count(threads, "thread")
                        + ", while others were idle",
                evidence(operation),
                (facts.isNode()
                                ? "dns.resolve asks the name servers without a thread of the pool,"
                                        + " and does not read /etc/hosts. "
                                : "")
                        + "Ask less often: keep answers for a while, and let those that ask for the same name"
                        + " share one lookup. The lane has half of the threads, so that a larger pool"
                        + " comes only after that.",
                more == threads ? null : new Change.Threads(more));
    }

    private static List<String> evidence(Operation operation) {
        List<String> lines = new ArrayList<>();
        lines.add(
                operation.kind()
                        + " waited "
                        + Waits.total(operation)
                        + " in all, behind its own kind, while not all threads were busy");
        @Nullable String job = Waits.ofAJob(operation);
        if (job != null) {
            lines.add(job);
        }
        return lines;
    }
}
