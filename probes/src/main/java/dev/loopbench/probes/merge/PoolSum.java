package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The pools of several runs, weighted by how long each of them ran. Stateless. */
final class PoolSum {

    private PoolSum() {}

    /**
     * @param operations of all runs together
     */
    static Pool of(List<Report> reports, List<Operation> operations) {
        List<Pool> pools = reports.stream().map(Report::pool).toList();
        double queuedNanos = reports.stream().mapToDouble(PoolSum::queuedNanos).sum();
        List<Pool.Counts> counts = pools.stream().map(Pool::counts).toList();
        long cancelled = sum(counts, Pool.Counts::cancelled);
        return new Pool(
                pools.get(0).threads(),
                new Pool.Counts(
                        sum(counts, Pool.Counts::submitted),
                        sum(counts, Pool.Counts::started),
                        sum(counts, Pool.Counts::completed),
                        cancelled,
                        Sums.orNull(counts, Pool.Counts::handOffs)),
                new Pool.Depth(
                        depthMax(pools),
                        Sums.meanOrNull(
                                reports,
                                report -> report.pool().depth().depthMean(),
                                PoolSum::weight),
                        List.of()),
                Sums.meanOrNull(
                        reports, report -> report.pool().utilizationShare(), PoolSum::weight),
                new Pool.Waiting(
                        cancelled > 0 || isForeign(reports)
                                ? null
                                : littleResidual(queuedNanos, operations),
                        Sums.meanOrNull(
                                reports,
                                report -> report.pool().waiting().queueNonEmptyShare(),
                                PoolSum::weight),
                        whileFullShare(reports)),
                workers(pools),
                waiters(pools),
                new Pool.AtEnd(underWay(pools), nested(pools)));
    }

    /** Whether queue and waits are not measured apart, so that they say nothing of each other. */
    private static boolean isForeign(List<Report> reports) {
        return reports.stream().anyMatch(report -> report.subject() != null);
    }

    /** |L − X·W| / L, as for one run. */
    private static @Nullable Double littleResidual(double queuedNanos, List<Operation> operations) {
        if (queuedNanos == 0) {
            return null;
        }
        double waitedNanos =
                operations.stream()
                        .map(operation -> operation.legs().waitLeg())
                        .filter(Objects::nonNull)
                        .mapToDouble(HistogramSum::sumNanos)
                        .sum();
        return Math.abs(queuedNanos - waitedNanos) / queuedNanos;
    }

    /** Weighted by the waiting itself: a run in which nothing waited has no say. */
    private static @Nullable Double whileFullShare(List<Report> reports) {
        List<Report> waiting =
                reports.stream()
                        .filter(report -> report.pool().waiting().queuedWhileFullShare() != null)
                        .toList();
        return waiting.isEmpty()
                ? null
                : Sums.meanOrNull(
                        waiting,
                        report -> report.pool().waiting().queuedWhileFullShare(),
                        PoolSum::queuedNanos);
    }

    private static List<Pool.WorkerUse> workers(List<Pool> pools) {
        Map<Integer, Pool.WorkerUse> workers = new TreeMap<>();
        for (Pool pool : pools) {
            for (Pool.WorkerUse use : pool.workers()) {
                workers.merge(
                        use.worker(),
                        use,
                        (one, other) ->
                                new Pool.WorkerUse(
                                        one.worker(),
                                        one.jobs() + other.jobs(),
                                        one.busyNanos() + other.busyNanos()));
            }
        }
        return List.copyOf(workers.values());
    }

    private static List<Pool.Waiter> waiters(List<Pool> pools) {
        Map<List<String>, Pool.Waiter> pairs = new LinkedHashMap<>();
        for (Pool pool : pools) {
            for (Pool.Waiter waiter : pool.waiters()) {
                pairs.merge(List.of(waiter.victim(), waiter.culprit()), waiter, Pool.Waiter::plus);
            }
        }
        return List.copyOf(pairs.values());
    }

    private static List<Pool.UnderWay> underWay(List<Pool> pools) {
        Map<String, Pool.UnderWay> kinds = new LinkedHashMap<>();
        for (Pool pool : pools) {
            for (Pool.UnderWay jobs : pool.atEnd().underWay()) {
                kinds.merge(
                        jobs.kind(),
                        jobs,
                        (one, other) ->
                                new Pool.UnderWay(
                                        one.kind(),
                                        one.running() + other.running(),
                                        Math.max(
                                                one.longestRunningNanos(),
                                                other.longestRunningNanos()),
                                        one.queued() + other.queued(),
                                        Math.max(
                                                one.longestQueuedNanos(),
                                                other.longestQueuedNanos())));
            }
        }
        return List.copyOf(kinds.values());
    }

    private static List<Pool.Nested> nested(List<Pool> pools) {
        Map<List<String>, Pool.Nested> pairs = new LinkedHashMap<>();
        for (Pool pool : pools) {
            for (Pool.Nested nested : pool.atEnd().nested()) {
                pairs.merge(
                        List.of(nested.kind(), nested.waitsFor()),
                        nested,
                        (one, other) ->
                                new Pool.Nested(
                                        one.kind(),
                                        one.waitsFor(),
                                        one.waitingThreads() + other.waitingThreads(),
                                        one.queued() + other.queued()));
            }
        }
        return List.copyOf(pairs.values());
    }

    private static @Nullable Long depthMax(List<Pool> pools) {
        Long most = null;
        for (Pool pool : pools) {
            Long depth = pool.depth().depthMax();
            if (depth == null) {
                return null;
            }
            most = most == null ? depth : (Long) Math.max(most, depth);
        }
        return most;
    }

    private static double queuedNanos(Report report) {
        Double mean = report.pool().depth().depthMean();
        return (mean == null ? 0 : mean) * report.run().durationNanos();
    }

    private static double weight(Report report) {
        return report.run().durationNanos();
    }

    private static long sum(List<Pool.Counts> counts, ToLongFunction<Pool.Counts> figure) {
        return counts.stream().mapToLong(figure).sum();
    }
}
