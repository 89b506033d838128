package dev.loopbench.loopcore.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Ideal processor sharing: all jobs progress at the same rate, one CPU nanosecond per nanosecond
 * while each has a core, less when they share.
 *
 * <p>As the rate is common to all, one running total of progress stands for every job: a job ends
 * when the total has grown by its CPU time. Confined to one thread.
 *
 * @param <J> what identifies a job
 */
final class SharedCores<J> {

    private record Running<J>(J job, double endProgress, long sequence) {}

    /** Half a nanosecond: below the resolution of the clock, above what rounding leaves. */
    private static final double ROUNDING_NANOS = 0.5;

    private final PriorityQueue<Running<J>> running =
            new PriorityQueue<>(
                    Comparator.<Running<J>>comparingDouble(Running::endProgress)
                            .thenComparingLong(Running::sequence));
    private final double cores;
    private double progress;
    private long asOfNanos;
    private long sequence;

    /**
     * @param cores may be a fraction, as a quota of 1.5 cores
     */
    SharedCores(double cores) {
        if (!(cores > 0)) {
            throw new IllegalArgumentException("work needs a share of a core, not " + cores);
        }
        this.cores = cores;
    }

    boolean isIdle() {
        return running.isEmpty();
    }

    void start(J job, long cpuNanos, long nowNanos) {
        progressTo(nowNanos);
        if (running.isEmpty()) {
            progress = 0; // small numbers keep their fractions
        }
        running.add(new Running<>(job, progress + cpuNanos, sequence++));
    }

    /** Takes out a job that has ended by now, the one that ended first; null if there is none. */
    @Nullable J pollFinished(long nowNanos) {
        progressTo(nowNanos);
        Running<J> next = running.peek();
        if (next == null || next.endProgress - progress >= ROUNDING_NANOS) {
            return null;
        }
        running.remove();
        return next.job;
    }

    /** When the next job ends if no other one starts. Only while one runs. */
    long nextFinishNanos() {
        double remaining = running.element().endProgress - progress;
        return asOfNanos + (long) Math.ceil(Math.max(0, remaining) / rate());
    }

    private double rate() {
        return Math.min(1, cores / running.size());
    }

    private void progressTo(long nowNanos) {
        if (!running.isEmpty()) {
            progress += (nowNanos - asOfNanos) * rate();
        }
        asOfNanos = nowNanos;
    }
}
