package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The first {@link Report#MAX_JOBS} jobs to complete, in arrays made beforehand; the others are
 * counted.
 *
 * <p>Confined to the loop thread; read after the window is closed. Recording allocates nothing.
 */
final class JobLog {

    private final @Nullable String[] kinds = new String[Report.MAX_JOBS];
    private final int[] workers = new int[Report.MAX_JOBS];
    private final @Nullable Outcome[] outcomes = new Outcome[Report.MAX_JOBS];
    private final long[] submittedNanos = new long[Report.MAX_JOBS];
    private final long[] startedNanos = new long[Report.MAX_JOBS];
    private final long[] finishedNanos = new long[Report.MAX_JOBS];
    private final long[] completedNanos = new long[Report.MAX_JOBS];
    private final long[] cpuNanos = new long[Report.MAX_JOBS];
    private int size;
    private long dropped;

    void add(
            String kind,
            int worker,
            Outcome outcome,
            long submittedNanos,
            long startedNanos,
            long finishedNanos,
            long completedNanos,
            long cpuNanos) {
        if (size == Report.MAX_JOBS) {
            dropped++;
            return;
        }
        kinds[size] = kind;
        workers[size] = worker;
        outcomes[size] = outcome;
        this.submittedNanos[size] = submittedNanos;
        this.startedNanos[size] = startedNanos;
        this.finishedNanos[size] = finishedNanos;
        this.completedNanos[size] = completedNanos;
        this.cpuNanos[size] = cpuNanos;
        size++;
    }

    void reset() {
        size = 0;
        dropped = 0;
    }

    /**
     * @param others jobs that are listed in any case
     */
    long dropped(int others) {
        return dropped + size - room(others);
    }

    private int room(int others) {
        return Math.min(size, Report.MAX_JOBS - others);
    }

    /**
     * By submission, numbered from 1 in that order.
     *
     * @param originNanos offsets count from here
     * @param others listed in any case, with offsets from there already
     */
    List<Job> toResult(long originNanos, List<Job> others) {
        List<Job> jobs = new ArrayList<>(others);
        for (int i = 0; i < room(others.size()); i++) {
            jobs.add(job(i, originNanos));
        }
        jobs.sort(Comparator.comparingLong(Job::submittedNanos));
        jobs.replaceAll(new Numbering());
        return List.copyOf(jobs);
    }

    private Job job(int i, long originNanos) {
        Outcome outcome = Objects.requireNonNull(outcomes[i]);
        boolean ran = outcome != Outcome.CANCELLED;
        return new Job(
                0,
                Objects.requireNonNull(kinds[i]),
                workers[i],
                submittedNanos[i] - originNanos,
                ran ? (Long) (startedNanos[i] - originNanos) : null,
                ran ? (Long) (finishedNanos[i] - originNanos) : null,
                completedNanos[i] - originNanos,
                ran && cpuNanos[i] != CpuClock.NOT_MEASURED ? (Long) cpuNanos[i] : null,
                inReport(outcome));
    }

    private static Job.Outcome inReport(Outcome outcome) {
        return switch (outcome) {
            case OK -> Job.Outcome.OK;
            case FAILED -> Job.Outcome.FAILED;
            case CANCELLED -> Job.Outcome.CANCELLED;
        };
    }

    private static final class Numbering implements UnaryOperator<Job> {

        private long next = 1;

        @Override
        public Job apply(Job job) {
            return new Job(
                    next++,
                    job.kind(),
                    job.worker(),
                    job.submittedNanos(),
                    job.startedNanos(),
                    job.finishedNanos(),
                    job.completedNanos(),
                    job.serviceCpuNanos(),
                    job.outcome());
        }
    }
}
