package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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

    long dropped() {
        return dropped;
    }

    /** By submission, numbered from 1 in that order; offsets from {@code originNanos}. */
    List<Job> toResult(long originNanos) {
        List<Integer> order = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> submittedNanos[i] - originNanos));
        List<Job> jobs = new ArrayList<>(size);
        for (int i : order) {
            jobs.add(job(jobs.size() + 1, i, originNanos));
        }
        return List.copyOf(jobs);
    }

    private Job job(long id, int i, long originNanos) {
        Outcome outcome = Objects.requireNonNull(outcomes[i]);
        boolean ran = outcome != Outcome.CANCELLED;
        return new Job(
                id,
                Objects.requireNonNull(kinds[i]),
                workers[i],
                submittedNanos[i] - originNanos,
                ran ? (Long) (startedNanos[i] - originNanos) : null,
                ran ? (Long) (finishedNanos[i] - originNanos) : null,
                completedNanos[i] - originNanos,
                ran && cpuNanos[i] != CpuClock.NOT_MEASURED ? (Long) cpuNanos[i] : null,
                outcome.name().toLowerCase(Locale.ROOT));
    }
}
