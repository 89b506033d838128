package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who used the cores, and what that did to the jobs. Immutable; times in nanoseconds. */
final class Cores {

    /** Kernel ticks are coarse: a sum of readings may exceed the cores there are. */
    private static final double LEAST_FREE = 0.1;

    /** More than any machine has. */
    private static final double UNKNOWN = 1_000_000;

    /** Of a core: with less left another thread that computes would have to share. */
    private static final double ROOM = 0.5;

    private final Report report;
    private final Legs legs;
    private final double ownStretch;

    Cores(Report report, Legs legs) {
        this.report = report;
        this.legs = legs;
        this.ownStretch = stretchByEachOther();
    }

    /**
     * Cores this process may use: what the scheduler gives and the quota allows. Where nobody tells
     * they are never full, so that nothing is claimed of them.
     */
    double usable() {
        Integer usable = report.environment().cpu().usableCores();
        if (usable == null) {
            return UNKNOWN;
        }
        Double quota = report.environment().cpu().quotaCores();
        return quota == null ? usable : Math.min(usable, quota);
    }

    /** As a number of threads. */
    int whole() {
        return (int) Math.max(1, Math.round(usable()));
    }

    /** Taken by processes that have no part in the run; empty if nobody tells. */
    OptionalDouble ofStrangers() {
        Double others = report.host().others().otherCpuCores();
        if (others == null) {
            return OptionalDouble.empty();
        }
        Clients clients = report.clients();
        Long clientsCpuNanos = clients == null ? null : clients.generator().cpuNanos();
        double own = clientsCpuNanos == null ? 0 : clientsCpuNanos / durationNanos();
        return OptionalDouble.of(Math.max(0, others - own));
    }

    /** Used by the jobs. */
    double ofJobs() {
        return legs.serviceCpuNanos().orElse(0) / durationNanos();
    }

    /**
     * Usable cores less what other processes and this one's other threads (loop, compiler,
     * collector) took during the run, as far as that is known: what was left for the pool.
     */
    double free() {
        double taken = ofOthers();
        Long cpuNanos = report.host().cpu().cpuNanos();
        OptionalDouble jobsNanos = legs.serviceCpuNanos();
        if (cpuNanos != null && jobsNanos.isPresent()) {
            taken += Math.max(0, cpuNanos - jobsNanos.getAsDouble()) / durationNanos();
        }
        return Math.max(LEAST_FREE, usable() - taken);
    }

    /**
     * Whether hardly any of their time was left, so that one more thread would have had no core, or
     * the quota left none.
     */
    boolean areFull() {
        double left = usable() - ofThisProcess() - ofOthers();
        return isThrottled()
                || (left <= (1 - Condition.FULL_CORES.value()) * usable()
                        && (left < ROOM || Condition.FELT_STRETCH.isReached(measuredStretch())));
    }

    /** Whether strangers took a wrong share of them, and most of what the jobs lacked. */
    boolean areOthersToBlame() {
        return Threshold.NEIGHBOURS.isWrong(ofStrangers().orElse(0) / usable())
                && (legs.jobs() == 0
                        || stretchedNanos() == 0
                        || stretchedByOthersNanos() >= stretchedNanos() / 2);
    }

    /** As a sentence: who used them. */
    String use() {
        OptionalDouble strangers = ofStrangers();
        return "this process used "
                + Numbers.count(ofThisProcess())
                + " of "
                + Numbers.count(usable())
                + " cores"
                + (strangers.isPresent()
                        ? ", other processes " + Numbers.count(strangers.getAsDouble())
                        : "");
    }

    /** Who the loop had to share them with, as the end of a sentence. */
    String sharedWith() {
        double strangers = ofStrangers().orElse(0);
        long workers = Math.round(computingWorkers());
        boolean crowd = Threshold.NEIGHBOURS.isWorthKnowing(strangers / usable());
        String cores = Numbers.count(usable()) + " cores";
        if (workers >= 1 && crowd) {
            return Numbers.count(workers, "worker") + " and other processes share the " + cores;
        }
        if (workers >= 1) {
            return workers == 1
                    ? "1 worker shares the " + cores
                    : workers + " workers share the " + cores;
        }
        return crowd
                ? "other processes used " + Numbers.count(strangers) + " of " + cores
                : report.clients() != null ? "the clients share the " + cores : "no core was free";
    }

    /**
     * How many times its CPU time a job's service would take with a core of its own: 1 where it
     * only computes, more where it waits by itself. Empty where CPU time cannot be told.
     */
    OptionalDouble ownInflation() {
        OptionalDouble cpu = legs.serviceCpuNanos();
        return cpu.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.max(1, (legs.serviceNanos() - stretchedNanos()) / cpu.getAsDouble()));
    }

    /**
     * Service in which the jobs were ready and had no core: the workers' run-queue delay. Where the
     * kernel does not tell that, service beyond the CPU time of jobs that compute, while the cores
     * were full.
     */
    double stretchedNanos() {
        OptionalDouble cpu = legs.serviceCpuNanos();
        if (cpu.isEmpty()) {
            return 0;
        }
        double beyond = Math.max(0, legs.serviceNanos() - cpu.getAsDouble());
        Long delay = report.host().workersRunDelayNanos();
        if (delay != null) {
            return Math.min(beyond, delay);
        }
        return doJobsCompute() && areFull() ? beyond : 0;
    }

    /**
     * Whether they do so for a notable part of their service. Those that wait for something else
     * may all want a core in the same moment, which no mean shows.
     */
    boolean doJobsCompute() {
        OptionalDouble cpu = legs.serviceCpuNanos();
        return cpu.isPresent()
                && cpu.getAsDouble() >= Condition.COMPUTING_SHARE.value() * legs.serviceNanos();
    }

    /** How many workers wanted a core at a time, on average, whether they had it or not. */
    double computingWorkers() {
        double nanos = legs.serviceCpuNanos().orElse(0) + stretchedNanos();
        return Math.min(report.pool().threads(), nanos / durationNanos());
    }

    /** How many times their CPU time the jobs took for want of a core. */
    double stretch() {
        double cpu = legs.serviceCpuNanos().orElse(0);
        return cpu == 0 ? 1 : (cpu + stretchedNanos()) / cpu;
    }

    /** Whether many more workers than cores wanted one. */
    boolean areCrowded() {
        return report.pool().threads() > whole() && Condition.CROWD.isReached(stretch());
    }

    /** Of all legs of the jobs, what they lacked a core for. */
    double stretchedShare() {
        double all = legs.waitNanos() + legs.serviceNanos() + legs.returnNanos();
        return stretchedNanos() / Math.max(1, all);
    }

    /**
     * What of that loop and jobs would do to each other with nobody beside them: in each moment of
     * a job's service as many share the cores as there were then. Where not all jobs are listed, as
     * many as on average.
     */
    double ownStretch() {
        return ownStretch;
    }

    private double stretchByEachOther() {
        double service = legs.serviceNanos();
        if (report.jobsDropped() > 0 || report.jobs().size() < legs.jobs() || service <= 0) {
            return Math.max(1, computingWorkers() / usable());
        }
        double computing = (legs.serviceCpuNanos().orElse(0) + stretchedNanos()) / service;
        double stretched = 0;
        double all = 0;
        long lastNanos = 0;
        int running = 0;
        for (Map.Entry<Long, Integer> change : changesOfRunning().entrySet()) {
            double nanos = (double) running * (change.getKey() - lastNanos);
            stretched += nanos * Math.max(1, (running * computing + ofLoop()) / usable());
            all += nanos;
            running += change.getValue();
            lastNanos = change.getKey();
        }
        return all <= 0 ? 1 : stretched / all;
    }

    /** When how many jobs more or less than before were in service. */
    private SortedMap<Long, Integer> changesOfRunning() {
        SortedMap<Long, Integer> changes = new TreeMap<>();
        for (Job job : report.jobs()) {
            if (job.startedNanos() != null && job.finishedNanos() != null) {
                changes.merge(job.startedNanos(), 1, Integer::sum);
                changes.merge(job.finishedNanos(), -1, Integer::sum);
            }
        }
        return changes;
    }

    /** Of a core, what the loop used or wanted; 0 where nobody tells. */
    private double ofLoop() {
        Long used = report.host().cpu().loopCpuNanos();
        Long lacked = report.host().cpu().loopRunDelayNanos();
        return ((used == null ? 0 : used) + (lacked == null ? 0 : lacked)) / durationNanos();
    }

    /** What of the stretch the jobs would not have done to each other. */
    double stretchedByOthersNanos() {
        double withoutOthers = (ownStretch() - 1) * legs.serviceCpuNanos().orElse(0);
        return Math.max(0, stretchedNanos() - withoutOthers);
    }

    /** As the kernel counted it; 1 where it does not. */
    private double measuredStretch() {
        return report.host().workersRunDelayNanos() == null ? 1 : stretch();
    }

    /** All threads; jobs and loop where nobody tells. */
    private double ofThisProcess() {
        Host host = report.host();
        Long loopNanos = host.cpu().loopCpuNanos();
        Long allNanos = host.cpu().cpuNanos();
        return allNanos == null
                ? ofJobs() + (loopNanos == null ? 0 : loopNanos / durationNanos())
                : allNanos / durationNanos();
    }

    private boolean isThrottled() {
        Long throttled = report.host().throttling().throttledPeriods();
        return throttled != null && throttled > 0;
    }

    private double ofOthers() {
        Double others = report.host().others().otherCpuCores();
        return others == null ? 0 : others;
    }

    private double durationNanos() {
        return Math.max(1, report.run().durationNanos());
    }
}
