package dev.loopbench.reports.agreement;

import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it was in a pool, of runs whose jobs are listed one by one: whether jobs started in
 * the order in which they came, and whether those for which no thread was free took the one that
 * came free. Immutable.
 *
 * @param jobs that started
 * @param inOrder of them, those before which no later one started
 * @param waited jobs that met as many unfinished ones before them as there are threads
 * @param tookOver of them, those that began on their thread right behind the job before
 */
public record Turns(long jobs, long inOrder, long waited, long tookOver) {

    /**
     * Two threads that wake up at once may be seen in either order, and lose their core between.
     */
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Each is held against those before it. */
    private static final int JOBS_MAX = 2_000;

    /** Of several runs together; no jobs where they are not listed. */
    public static Turns of(List<Report> reports) {
        Turns sum = new Turns(0, 0, 0, 0);
        for (Report report : reports) {
            Turns one = of(report);
            sum =
                    new Turns(
                            sum.jobs + one.jobs,
                            sum.inOrder + one.inOrder,
                            sum.waited + one.waited,
                            sum.tookOver + one.tookOver);
        }
        return sum;
    }

    /** A job that ran to its end. */
    private record Ran(
            long id, int worker, long submittedNanos, long startedNanos, long finishedNanos) {}

    private static Turns of(Report report) {
        List<Ran> jobs = ran(report);
        Map<Long, Ran> before = before(jobs);
        int threads = report.pool().threads();
        long inOrder = 0;
        long waited = 0;
        long tookOver = 0;
        long latestStart = 0;
        for (int at = 0; at < jobs.size(); at++) {
            Ran job = jobs.get(at);
            if (job.startedNanos >= latestStart - CLOSE_NANOS) {
                inOrder++;
            }
            latestStart = Math.max(latestStart, job.startedNanos);
            long unfinished =
                    jobs.subList(0, at).stream()
                            .filter(other -> other.finishedNanos > job.submittedNanos)
                            .count();
            if (unfinished >= threads) {
                waited++;
                Ran last = before.get(job.id);
                if (last != null && job.startedNanos - last.finishedNanos <= CLOSE_NANOS) {
                    tookOver++;
                }
            }
        }
        return new Turns(jobs.size(), inOrder, waited, tookOver);
    }

    /** In the order in which they came. */
    private static List<Ran> ran(Report report) {
        List<Ran> jobs = new ArrayList<>();
        for (Job job : report.jobs()) {
            Long started = job.startedNanos();
            Long finished = job.finishedNanos();
            if (started != null && finished != null) {
                jobs.add(new Ran(job.id(), job.worker(), job.submittedNanos(), started, finished));
            }
        }
        jobs.sort(Comparator.comparingLong(Ran::submittedNanos).thenComparingLong(Ran::id));
        return jobs.subList(0, Math.min(JOBS_MAX, jobs.size()));
    }

    /** By its id, the one that its thread did before. */
    private static Map<Long, Ran> before(List<Ran> jobs) {
        Map<Long, Ran> before = new HashMap<>();
        Map<Integer, Ran> last = new HashMap<>();
        jobs.stream()
                .sorted(Comparator.comparingLong(Ran::startedNanos))
                .forEach(
                        job -> {
                            Ran previous = last.put(job.worker, job);
                            if (previous != null) {
                                before.put(job.id, previous);
                            }
                        });
        return before;
    }
}
