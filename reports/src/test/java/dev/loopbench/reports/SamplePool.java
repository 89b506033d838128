package dev.loopbench.reports;

import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A first-come-first-served pool on paper: what jobs it gets decides every figure it reports. */
final class SamplePool {

    private final long[] freeAtNanos;
    private final List<Job> jobs = new ArrayList<>();

    SamplePool(int threads) {
        freeAtNanos = new long[threads];
    }

    /** Runs a job on the worker that is free first. */
    SamplePool job(
            String kind,
            long atNanos,
            long serviceNanos,
            @Nullable Long cpuNanos,
            long returnNanos) {
        int worker = 0;
        for (int i = 1; i < freeAtNanos.length; i++) {
            worker = freeAtNanos[i] < freeAtNanos[worker] ? i : worker;
        }
        long handOver = 31_000 + 9_000L * worker;
        long started = Math.max(freeAtNanos[worker], atNanos) + handOver;
        long finished = started + serviceNanos;
        freeAtNanos[worker] = finished;
        return add(
                kind,
                worker,
                atNanos,
                started,
                finished,
                finished + returnNanos,
                cpuNanos,
                Job.Outcome.OK);
    }

    SamplePool add(
            String kind,
            int worker,
            long submitted,
            @Nullable Long started,
            @Nullable Long finished,
            @Nullable Long completed,
            @Nullable Long cpuNanos,
            Job.Outcome outcome) {
        jobs.add(
                new Job(
                        jobs.size(),
                        kind,
                        worker,
                        submitted,
                        started,
                        finished,
                        completed,
                        cpuNanos,
                        outcome));
        return this;
    }

    List<Job> jobs() {
        return List.copyOf(jobs);
    }

    long lastCompletedNanos() {
        return jobs.stream()
                .map(Job::completedNanos)
                .filter(t -> t != null)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    Operation operation(String kind, long errors, double perSecond) {
        List<Job> ended =
                jobs.stream()
                        .filter(j -> j.kind().equals(kind) && j.completedNanos() != null)
                        .filter(j -> j.startedNanos() != null)
                        .toList();
        return new Operation(
                kind,
                ended.size() - errors,
                errors,
                0,
                List.of(),
                new Operation.Pace(null, perSecond),
                new Operation.Latency(
                        SampleHistograms.of(
                                legs(ended, j -> at(j.completedNanos()) - j.submittedNanos())),
                        null,
                        null),
                new Operation.Legs(
                        SampleHistograms.of(
                                legs(ended, j -> at(j.startedNanos()) - j.submittedNanos())),
                        SampleHistograms.of(
                                legs(ended, j -> at(j.finishedNanos()) - at(j.startedNanos()))),
                        ended.stream().mapToLong(j -> at(j.serviceCpuNanos())).sum(),
                        SampleHistograms.of(
                                legs(ended, j -> at(j.completedNanos()) - at(j.finishedNanos())))),
                null);
    }

    private static long[] legs(List<Job> jobs, ToLongFunction<Job> leg) {
        return jobs.stream().mapToLong(leg).toArray();
    }

    private static long at(@Nullable Long nanos) {
        return Objects.requireNonNull(nanos);
    }

    Pool pool(long durationNanos, List<Pool.Waiter> waiters) {
        List<Pool.DepthPoint> series = depthSeries();
        double waitedNanos = 0;
        for (Job job : jobs) {
            long until = job.startedNanos() == null ? durationNanos : job.startedNanos();
            waitedNanos += until - job.submittedNanos();
        }
        return new Pool(
                freeAtNanos.length,
                new Pool.Counts(
                        jobs.size(),
                        jobs.stream().filter(j -> j.startedNanos() != null).count(),
                        jobs.stream().filter(j -> j.completedNanos() != null).count(),
                        jobs.stream().filter(j -> j.outcome() == Job.Outcome.CANCELLED).count(),
                        jobs.stream().filter(j -> j.completedNanos() != null).count() * 9 / 10),
                new Pool.Depth(
                        series.stream().mapToLong(Pool.DepthPoint::depth).max().orElse(0),
                        waitedNanos / durationNanos,
                        series),
                workers(durationNanos).stream().mapToLong(Pool.WorkerUse::busyNanos).sum()
                        / ((double) freeAtNanos.length * durationNanos),
                new Pool.Waiting(0.0031, 0.64, 0.99),
                workers(durationNanos),
                waiters,
                new Pool.AtEnd(List.of(), List.of()));
    }

    private List<Pool.WorkerUse> workers(long durationNanos) {
        List<Pool.WorkerUse> uses = new ArrayList<>();
        for (int worker = 0; worker < freeAtNanos.length; worker++) {
            int id = worker;
            List<Job> own = jobs.stream().filter(j -> j.worker() == id).toList();
            long busy = 0;
            for (Job job : own) {
                long end = job.finishedNanos() == null ? durationNanos : job.finishedNanos();
                busy += Math.max(0, Math.min(end, durationNanos) - at(job.startedNanos()));
            }
            uses.add(new Pool.WorkerUse(worker, own.size(), busy));
        }
        return uses;
    }

    private List<Pool.DepthPoint> depthSeries() {
        Map<Long, Long> changes = new TreeMap<>(Comparator.naturalOrder());
        changes.put(0L, 0L);
        for (Job job : jobs) {
            changes.merge(job.submittedNanos(), 1L, Long::sum);
            if (job.startedNanos() != null) {
                changes.merge(job.startedNanos(), -1L, Long::sum);
            }
        }
        int thin = Math.max(1, changes.size() / 300);
        List<Pool.DepthPoint> series = new ArrayList<>();
        long depth = 0;
        int index = 0;
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            depth += change.getValue();
            if (index++ % thin == 0) {
                series.add(new Pool.DepthPoint(change.getKey(), depth));
            }
        }
        return series;
    }
}
