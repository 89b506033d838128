package dev.loopbench.probes.inspector;

import java.util.concurrent.TimeUnit;

/**
 * How long trace windows last and how far apart they are, so that the process they are in comes to
 * no harm. Confined to one thread; a pure function of what it is told, in nanoseconds.
 *
 * <p>Node writes a window out on its loop, at about 5 microseconds an event, and can crash while
 * the buffer of 131 072 events fills up with what pool threads write. So windows are short, and
 * each is followed by a pause that pays for its events. The length follows from the rate of the
 * last window and that of the pool's jobs, whichever is higher; it grows gradually, since a load
 * that sets in is first seen when the window has ended.
 */
final class WindowBudget {

    /** A window's loop time is about 5 ms. */
    static final int WINDOW_EVENTS = 1_000;

    /** 1.5 % of the loop's time. */
    static final int EVENTS_PER_SECOND = 3_000;

    /** A job of the pool is queued, started, ended and called back. */
    static final int EVENTS_PER_JOB = 4;

    /** Beyond, processes have been seen to crash: one in about 8 000 windows. */
    static final double JOBS_PER_SECOND_MAX = 5_000;

    static final long WINDOW_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);
    static final long WINDOW_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);

    /** Of a program that begins: its first jobs are to lie whole in one. */
    static final long BEGIN_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    private static final int GROWTH_MAX = 4;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final boolean exact;
    private long lastNanos;
    private long mostNanos;
    private double lastPerSecond;
    private long pauseNanos;

    /**
     * @param exact whether the pool is traced at any rate, which can crash the process
     * @param idle whether the process does nothing yet
     */
    WindowBudget(boolean exact, boolean idle) {
        this.exact = exact;
        // Else the first window is the shortest.
        this.lastNanos = idle ? BEGIN_NANOS_MAX : WINDOW_NANOS_MIN / GROWTH_MAX;
        this.mostNanos = idle ? BEGIN_NANOS_MAX : WINDOW_NANOS_MAX;
    }

    /** Whether a window may be opened while the pool takes so many jobs. */
    boolean allows(double jobsPerSecond) {
        return exact || jobsPerSecond <= JOBS_PER_SECOND_MAX;
    }

    /** Of the next window. */
    long lengthNanos(double jobsPerSecond) {
        double perSecond = Math.max(lastPerSecond, jobsPerSecond * EVENTS_PER_JOB);
        // Without events this is infinite, and as long as a long can say.
        long fittingNanos = (long) (WINDOW_EVENTS / perSecond * NANOS_PER_SECOND);
        long grownNanos = Math.min(fittingNanos, lastNanos * GROWTH_MAX);
        return Math.max(WINDOW_NANOS_MIN, Math.min(grownNanos, mostNanos));
    }

    /** Whether a window has to end early, as so many jobs began in it. */
    static boolean isFull(long jobs) {
        return jobs * EVENTS_PER_JOB >= WINDOW_EVENTS;
    }

    /** What a window came to. */
    void ended(long lengthNanos, long events) {
        long nanos = Math.max(1, lengthNanos);
        lastNanos = nanos;
        mostNanos = WINDOW_NANOS_MAX;
        lastPerSecond = events / (nanos / NANOS_PER_SECOND);
        double paidNanos = (double) events / EVENTS_PER_SECOND * NANOS_PER_SECOND;
        pauseNanos = (long) Math.max(0, Math.ceil(paidNanos - nanos));
    }

    /** The pause after the last window has passed. */
    void paid() {
        pauseNanos = 0;
    }

    /** Between the last window and the next one. */
    long pauseNanos() {
        return pauseNanos;
    }
}
