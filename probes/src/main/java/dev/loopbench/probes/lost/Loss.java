package dev.loopbench.probes.lost;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How long the operations of a run took beyond the work in them, so that two runs of the same
 * operations can be held against each other: before something was changed, and after.
 *
 * <p>Of an operation that ended it is the response less its own work: the CPU time of its pool
 * jobs, or where they wait for something else their service without the wait for a core. What an
 * operation does beside its jobs (a round trip, a timer's delay) is in both runs alike and falls
 * out of the difference. So does the work itself, where both runs did different numbers of
 * operations or drew different lengths. Operations that did not end are not in it: a run that was
 * not interrupted has none.
 *
 * <p>Immutable; nanoseconds.
 *
 * @param kinds means of an operation, by its kind
 */
public record Loss(SortedMap<String, Mean> kinds) {

    /** A job that uses less of its service on a core waits: for a core, or for something else. */
    private static final double COMPUTING_SHARE = 0.1;

    /**
     * Of the operations of one kind.
     *
     * @param count how many ended
     * @param lostNanos may be negative where an operation's jobs ran at the same time
     */
    public record Mean(long count, double responseNanos, double lostNanos) {}

    public Loss {
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    }

    public static Loss of(Report report) {
        SortedMap<String, Mean> kinds = new TreeMap<>();
        for (Operation operation : report.operations()) {
            if (operation.count() > 0) {
                double response = sum(operation.latency().response()) / operation.count();
                double work = workNanos(operation, report) / operation.count();
                kinds.put(operation.kind(), new Mean(operation.count(), response, response - work));
            }
        }
        return new Loss(kinds);
    }

    /**
     * How much less the operations of this run would have lost in that one, of their responses: 0.5
     * if they would have taken half the time. Negative if they would have lost more. A kind that
     * the other run has not is not gained by: it is gone, and no better served.
     */
    public double gainShare(Loss after) {
        return gainShare(after, kind -> true);
    }

    /** As {@link #gainShare(Loss)}, of the operations of one kind. */
    public double gainShare(Loss after, String kind) {
        return gainShare(after, kind::equals);
    }

    private double gainShare(Loss after, Predicate<String> isMeant) {
        double gained = 0;
        double all = 0;
        for (Map.Entry<String, Mean> entry : kinds.entrySet()) {
            if (!isMeant.test(entry.getKey())) {
                continue;
            }
            Mean before = entry.getValue();
            Mean then = after.kinds.get(entry.getKey());
            all += before.count * before.responseNanos;
            if (then != null) {
                gained += before.count * (before.lostNanos - then.lostNanos);
            }
        }
        return all <= 0 ? 0 : gained / all;
    }

    private static double workNanos(Operation operation, Report report) {
        double service = sum(operation.legs().serviceLeg());
        Long cpu = operation.legs().serviceCpuNanos();
        if (cpu == null) {
            return service;
        }
        if (cpu >= COMPUTING_SHARE * service) {
            return Math.min(cpu, service);
        }
        return Math.max(cpu, service - lackedNanos(cpu, report));
    }

    /** What jobs that used so much CPU time lacked of it: who uses more of the cores waits more. */
    private static double lackedNanos(double cpuNanos, Report report) {
        Long lacked = report.host().workersRunDelayNanos();
        double all = 0;
        for (Operation operation : report.operations()) {
            Long own = operation.legs().serviceCpuNanos();
            all += own == null ? 0 : own;
        }
        return lacked == null || all <= 0 ? 0 : lacked * cpuNanos / all;
    }

    private static double sum(@Nullable Histogram histogram) {
        Double mean = histogram == null ? null : histogram.meanNanos();
        return histogram == null || mean == null ? 0 : mean * histogram.count();
    }
}
