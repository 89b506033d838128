package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadModel;
import java.util.concurrent.TimeUnit;

/**
 * How long operations in flight may take to end, once the time of the loads that started them is
 * over. What has not ended by then is given up. Immutable.
 *
 * @param limitNanos 0 cuts at once
 * @param asked whether the user set it. The usual limit leaves bursts alone: they have no time that
 *     could be over, and last as long as their operations do
 */
public record DrainPlan(long limitNanos, boolean asked) {

    /** Where the user says nothing. */
    public static final DrainPlan USUAL = new DrainPlan(TimeUnit.SECONDS.toNanos(30), false);

    /** Whether {@code load} is one that it puts an end to. */
    public boolean applies(LoadModel load) {
        return !load.isEndless() && (asked || !(load instanceof LoadModel.Burst));
    }

    /** When no operation of {@code work} starts any more, after the begin of all. */
    public static long scheduledNanos(WorkPlan work) {
        long durationNanos = 0;
        if (work.load() instanceof LoadModel.Closed closed) {
            durationNanos = closed.durationNanos();
        } else if (work.load() instanceof LoadModel.Open open) {
            durationNanos = open.durationNanos();
        }
        return sum(work.startNanos(), durationNanos);
    }

    /** Without end where there is no such number. */
    static long sum(long nanos, long furtherNanos) {
        return nanos > Long.MAX_VALUE - furtherNanos ? Long.MAX_VALUE : nanos + furtherNanos;
    }
}
