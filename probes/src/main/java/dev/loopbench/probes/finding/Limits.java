package dev.loopbench.probes.finding;

import java.util.concurrent.TimeUnit;

/**
 * The limits of the rules, in one place. Each was taken from practice (Clinic Doctor, the browsers'
 * long task, JDK Mission Control) and holds for a run as a whole.
 */
final class Limits {

    private Limits() {}

    /**
     * A pool is busy from this utilization on; below, the wait of jobs has another cause or is
     * short.
     */
    static final double BUSY_POOL_SHARE = 0.8;

    /**
     * Jobs wait notably from half their service time on: they would rather have had another thread.
     */
    static final double NOTABLE_WAIT_PER_SERVICE = 0.5;

    /** A kind of job is to blame for another's wait from this share of it on. */
    static final double BLAMED_SHARE = 0.5;

    /** A queue that is rarely empty is no burst. */
    static final double STANDING_QUEUE_SHARE = 0.5;

    /** From this share of the jobs' time on, waiting is worth a word. */
    static final double NOTABLE_WAIT_SHARE = 0.05;

    /**
     * Jobs wait for threads, not for wake-ups, where so much of their waiting met only busy
     * workers.
     */
    static final double WAIT_FOR_THREADS_SHARE = 0.5;

    /** The pool has the cores' whole time where it uses so much of what others leave. */
    static final double FULL_CORES_SHARE = 0.8;

    /** Jobs hold their threads without computing where a full pool uses less of the free cores. */
    static final double WAITING_CORES_SHARE = 0.5;

    /** Jobs compute where service takes at most so many times their CPU time. */
    static final double COMPUTING_INFLATION = 1.2;

    /**
     * Below this, handing a job over costs about as much as doing it, and its CPU time says little.
     */
    static final long TINY_SERVICE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /** Jobs share cores, or wait for something else, from this service over CPU time on. */
    static final double NOTABLE_INFLATION = 1.5;

    /** The loop has many events an iteration from here on. */
    static final long MANY_EVENTS = 10;

    /** The delay is that of usual busy periods where half of them last this share of its p99. */
    static final double TYPICAL_DELAY_SHARE = 0.25;

    /** A loop is full from this utilization on: events queue for it. */
    static final double BUSY_LOOP_SHARE = 0.8;

    /** An event in a hundred meets a loop that is busy so long: users of 10 ms timers notice. */
    static final long BLOCKED_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The browsers' long task: people notice. */
    static final long LONG_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Return legs under this are the wake-up of the loop and the scheduler's slices. */
    static final long NOTABLE_RETURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The loop lacks CPU where it was ready without a core for this share of the run. */
    static final double STARVED_SHARE = 0.2;

    /** From this share of the cores on, other processes change what is measured. */
    static final double NEIGHBOURS_SHARE = 0.25;

    /** A cause is at rest below this share of the time. */
    static final double QUIET_SHARE = 0.02;

    /** A thread computes where its CPU time is at least this share of its busy time. */
    static final double CPU_WORK_SHARE = 0.8;

    /** A thread is blocked in a call where its CPU time is at most this share of its busy time. */
    static final double BLOCKING_CALL_SHARE = 0.2;
}
