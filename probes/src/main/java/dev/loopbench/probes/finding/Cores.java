package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import java.util.OptionalDouble;

/** Who used the cores, and what that did to the jobs. Immutable; times in nanoseconds. */
final class Cores {

    /** Kernel ticks are coarse: a sum of readings may exceed the cores there are. */
    private static final double LEAST_FREE = 0.1;

    private final Report report;
    private final Legs legs;

    Cores(Report report, Legs legs) {
        this.report = report;
        this.legs = legs;
    }

    /** Cores this process may use: what the scheduler gives and the quota allows. */
    double usable() {
        int usable = report.environment().cpu().usableCores();
        Double quota = report.environment().cpu().quotaCores();
        return quota == null ? usable : Math.min(usable, quota);
    }

    /** As a number of threads. */
    int whole() {
        return (int) Math.max(1, Math.round(usable()));
    }

    /** Taken by processes that have no part in the run; empty if nobody tells. */
    OptionalDouble ofStrangers() {
        Double others = report.host().otherCpuCores();
        if (others == null) {
            return OptionalDouble.empty();
        }
        Clients clients = report.clients();
        Long clientsCpuNanos = clients == null ? null : clients.cpuNanos();
        double own = clientsCpuNanos == null ? 0 : clientsCpuNanos / durationNanos();
        return OptionalDouble.of(Math.max(0, others - own));
    }

    /** Used by the jobs. */
    double ofJobs() {
        return legs.serviceCpuNanos().orElse(0) / durationNanos();
    }

    /** How many workers computed at a time, on average, whether they had a core or shared one. */
    double computingWorkers() {
        double busy = report.pool().utilizationShare() * report.pool().threads();
        return areComputedOn() ? busy : Math.min(busy, ofJobs());
    }

    /**
     * Usable cores less what other processes and this one's other threads (loop, compiler,
     * collector) took during the run, as far as that is known: what was left for the pool.
     */
    double free() {
        double taken = ofOthers();
        Long cpuNanos = report.host().cpuNanos();
        OptionalDouble jobsNanos = legs.serviceCpuNanos();
        if (cpuNanos != null && jobsNanos.isPresent()) {
            taken += Math.max(0, cpuNanos - jobsNanos.getAsDouble()) / durationNanos();
        }
        return Math.max(LEAST_FREE, usable() - taken);
    }

    /** Whether hardly any of their time was left, or the quota left none. */
    boolean areFull() {
        return ofThisProcess() + ofOthers() >= Gate.FULL_CORES.value() * usable() || isThrottled();
    }

    /** Whether strangers took as much of the cores as this process, or a wrong share of them. */
    boolean areOthersToBlame() {
        double strangers = ofStrangers().orElse(0);
        return Limit.NEIGHBOURS.isWrong(strangers / usable()) && strangers >= ofThisProcess() / 3;
    }

    /** As a sentence: who used them. */
    String use() {
        OptionalDouble strangers = ofStrangers();
        return "this process used "
                + Words.digits(ofThisProcess())
                + " of "
                + Words.digits(usable())
                + " cores"
                + (strangers.isPresent()
                        ? ", other processes " + Words.digits(strangers.getAsDouble())
                        : "");
    }

    /** Who the loop had to share them with, as the end of a sentence. */
    String sharedWith() {
        double strangers = ofStrangers().orElse(0);
        long workers = Math.round(computingWorkers());
        boolean crowd = Limit.NEIGHBOURS.isWorthKnowing(strangers / usable());
        String cores = Words.digits(usable()) + " cores";
        if (workers >= 1 && crowd) {
            return Words.count(workers, "worker") + " and other processes share the " + cores;
        }
        if (workers >= 1) {
            return workers == 1
                    ? "1 worker shares the " + cores
                    : workers + " workers share the " + cores;
        }
        return crowd
                ? "other processes used " + Words.digits(strangers) + " of " + cores
                : report.clients() != null ? "the clients share the " + cores : "no core was free";
    }

    /** Whether the jobs compute: what their service takes beyond the CPU time is not theirs. */
    boolean areComputedOn() {
        OptionalDouble inflation = legs.serviceInflation();
        return inflation.isPresent() && inflation.getAsDouble() * Gate.COMPUTING_SHARE.value() <= 1;
    }

    /** How many times their CPU time the jobs take where nobody but them uses the cores. */
    double ownInflation() {
        double busy = report.pool().utilizationShare() * report.pool().threads();
        return Math.max(1, busy / usable());
    }

    /** Service beyond the CPU time of jobs that compute, while the cores were full. */
    double stretchedNanos() {
        return areComputedOn() && areFull()
                ? Math.max(0, legs.serviceNanos() - legs.serviceCpuNanos().orElse(0))
                : 0;
    }

    /** Of that, what the jobs would not have done to each other. */
    double stretchedByOthersNanos() {
        double withoutOthers = ownInflation() * legs.serviceCpuNanos().orElse(0);
        return stretchedNanos() == 0 ? 0 : Math.max(0, legs.serviceNanos() - withoutOthers);
    }

    /** All threads; jobs and loop where nobody tells. */
    private double ofThisProcess() {
        Host host = report.host();
        Long loopNanos = host.loopCpuNanos();
        Long allNanos = host.cpuNanos();
        return allNanos == null
                ? ofJobs() + (loopNanos == null ? 0 : loopNanos / durationNanos())
                : allNanos / durationNanos();
    }

    private boolean isThrottled() {
        Long throttled = report.host().throttledPeriods();
        return throttled != null && throttled > 0;
    }

    private double ofOthers() {
        Double others = report.host().otherCpuCores();
        return others == null ? 0 : others;
    }

    private double durationNanos() {
        return Math.max(1, report.run().durationNanos());
    }
}
