package dev.loopbench.loopcore.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Ideal processor sharing: all who compute progress at the same rate, one CPU nanosecond per
 * nanosecond while each has a core, less when they share. Those are the jobs of the workers, the
 * loop thread while it computes, and strangers, which always do.
 *
 * <p>As the rate is common to all, one running total of progress stands for every one of them: a
 * job ends when the total has grown by its CPU time. Confined to one thread.
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
    private final int strangers;
    private boolean loopComputes;
    private double loopEndProgress;
    private boolean frozen;
    private double progress;
    private double jobsNanos;
    private double jobsDelayNanos;
    private double strangersNanos;
    private long asOfNanos;
    private long sequence;

    /**
     * @param cores may be a fraction, as a quota of 1.5 cores
     * @param strangers threads of others, which compute all the time
     * @param nowNanos the present instant
     */
    SharedCores(double cores, int strangers, long nowNanos) {
        if (!(cores > 0)) {
            throw new IllegalArgumentException("work needs a share of a core, not " + cores);
        }
        if (strangers < 0) {
            throw new IllegalArgumentException("there cannot be " + strangers + " strangers");
        }
        this.cores = cores;
        this.strangers = strangers;
        this.asOfNanos = nowNanos;
    }

    /** Whether no job runs. */
    boolean isIdle() {
        return running.isEmpty();
    }

    /** Whether one more could compute and slow nobody down. */
    boolean hasSpareCore() {
        return !frozen && computing() + 1 <= cores;
    }

    void start(J job, long cpuNanos, long nowNanos) {
        progressTo(nowNanos);
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

    /** When the next job ends if nobody else starts. Only while one runs and nothing is frozen. */
    long nextFinishNanos() {
        return instantOf(running.element().endProgress);
    }

    /** The loop thread computes, too, and needs so much. */
    void startLoop(long cpuNanos, long nowNanos) {
        progressTo(nowNanos);
        loopComputes = true;
        loopEndProgress = progress + cpuNanos;
    }

    /** Whether it has got what it needs; then it computes no more. */
    boolean endLoopIfFinished(long nowNanos) {
        progressTo(nowNanos);
        if (loopEndProgress - progress < ROUNDING_NANOS) {
            loopComputes = false;
        }
        return !loopComputes;
    }

    /** When it has got what it needs if nobody else starts. Only while it computes. */
    long loopFinishNanos() {
        return instantOf(loopEndProgress);
    }

    /** Nobody but the strangers progresses until it is thawed. */
    void freeze(boolean freeze, long nowNanos) {
        progressTo(nowNanos);
        frozen = freeze;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** What the jobs have used so far. */
    double jobsNanos(long nowNanos) {
        progressTo(nowNanos);
        return jobsNanos;
    }

    /** How long the jobs have lacked a core so far, all together. */
    double jobsDelayNanos(long nowNanos) {
        progressTo(nowNanos);
        return jobsDelayNanos;
    }

    /** What the strangers have used so far. */
    double strangersNanos(long nowNanos) {
        progressTo(nowNanos);
        return strangersNanos;
    }

    private int computing() {
        return frozen ? strangers : running.size() + (loopComputes ? 1 : 0) + strangers;
    }

    private double rate() {
        return Math.min(1, cores / Math.max(1, computing()));
    }

    private long instantOf(double endProgress) {
        return asOfNanos + (long) Math.ceil(Math.max(0, endProgress - progress) / rate());
    }

    private void progressTo(long nowNanos) {
        double grown = (nowNanos - asOfNanos) * rate();
        strangersNanos += strangers * grown;
        if (!frozen) {
            jobsNanos += running.size() * grown;
            jobsDelayNanos += running.size() * (nowNanos - asOfNanos - grown);
            progress += grown;
        }
        if (running.isEmpty() && !loopComputes) {
            progress = 0; // small numbers keep their fractions
        }
        asOfNanos = nowNanos;
    }
}
