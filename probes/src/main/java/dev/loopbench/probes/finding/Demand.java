package dev.loopbench.probes.finding;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.queueing.QueueingLaws;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * How many threads the load could keep busy, if it had them. Immutable.
 *
 * <p>A burst has so many jobs, a closed load so many in flight: no more threads can ever be busy.
 * Of an open load Little's law tells how many jobs are in service on average, arrivals a second
 * times service; beyond that it needs some to spare, until queueing theory expects hardly any
 * waiting. Of a load from elsewhere what was seen has to do: how many jobs were there at a time, on
 * average; of a process that was looked at, at most, as nobody knows what else it waits for.
 */
final class Demand {

    /** Waits of so little of a service nobody minds. */
    private static final double SMALL_WAIT = 0.1;

    private static final double SECOND_NANOS = 1e9;

    private final Report report;
    private final double serviceNanos;

    /**
     * @param serviceNanos what a job would take with a core of its own
     */
    private Demand(Report report, double serviceNanos) {
        this.report = report;
        this.serviceNanos = serviceNanos;
    }

    /**
     * At least 1 and at most the largest pool.
     *
     * @param stretch how many times as long as with a core of their own the jobs took
     */
    static int threads(Report report, double stretch) {
        double sum = 0;
        for (Operation operation : report.operations()) {
            Histogram service = operation.legs().serviceLeg();
            if (service != null && service.count() > 0 && service.meanNanos() != null) {
                double nanos = service.meanNanos() / Math.max(1, stretch);
                sum += new Demand(report, nanos).of(operation, service);
            }
        }
        double wanted =
                report.subject() == null
                        ? sum
                        : Math.max(sum, Math.max(mostAtOnce(report.jobs()), leastAtOnce(report)));
        return (int) Math.max(1, Math.min(PoolSize.MAX_THREADS, Math.ceil(wanted)));
    }

    /** One more than threads, where a job waited while all of those were at work. */
    private static int leastAtOnce(Report report) {
        Double share = report.pool().waiting().queuedWhileFullShare();
        return share != null && share > 0 ? report.pool().threads() + 1 : 1;
    }

    /** Jobs that waited for a thread or were on one at the same time, of those that are listed. */
    private static int mostAtOnce(List<Job> jobs) {
        PriorityQueue<Long> ends = new PriorityQueue<>();
        int most = 0;
        List<Job> inOrder = new ArrayList<>(jobs);
        inOrder.sort(Comparator.comparingLong(Job::submittedNanos));
        for (Job job : inOrder) {
            while (!ends.isEmpty() && ends.peek() <= job.submittedNanos()) {
                ends.remove();
            }
            Long ended = job.finishedNanos() == null ? job.completedNanos() : job.finishedNanos();
            ends.add(Objects.requireNonNullElse(ended, Long.MAX_VALUE));
            most = Math.max(most, ends.size());
        }
        return most;
    }

    /** How many operations of a kind may be in flight at once; empty where that has no bound. */
    static Optional<Long> inFlight(Load load) {
        if (load instanceof Load.Burst burst) {
            return Optional.of(burst.jobs());
        }
        return load instanceof Load.Closed closed
                ? Optional.of((long) closed.concurrency())
                : Optional.empty();
    }

    private double of(Operation operation, Histogram service) {
        Optional<Load> load = load(operation.kind());
        Optional<Long> inFlight = load.flatMap(Demand::inFlight);
        if (inFlight.isPresent()) {
            return inFlight.get();
        }
        if (!(load.orElse(null) instanceof Load.Open open)) {
            return seen(operation, service);
        }
        double jobsEach = (double) service.count() / Math.max(1, operation.count());
        return atRate(
                open.perSecond() * Math.max(1, jobsEach) * serviceNanos / SECOND_NANOS,
                open.arrivals() == Load.Arrivals.POISSON ? 1 : 0);
    }

    /** The fewest threads at which hardly anything waits. */
    private static double atRate(double offered, double variability) {
        int threads = (int) Math.min(PoolSize.MAX_THREADS, Math.floor(offered) + 1);
        while (threads < PoolSize.MAX_THREADS
                && QueueingLaws.generalWait(threads, offered, variability, 1) > SMALL_WAIT) {
            threads++;
        }
        return threads;
    }

    /** All that waited or ran at a time, on average and a little more. */
    private double seen(Operation operation, Histogram service) {
        double inSystem = Legs.sum(operation.legs().waitLeg()) + Legs.sum(service);
        return 1 + inSystem / Math.max(1, report.run().durationNanos());
    }

    private Optional<Load> load(String kind) {
        if (report.config().workloads().isEmpty()) {
            return Optional.of(report.config().load());
        }
        return report.config().workloads().stream()
                .filter(work -> work.name().equals(kind))
                .map(Config.Work::load)
                .findFirst();
    }
}
