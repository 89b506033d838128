package dev.loopbench.loopcore;

/**
 * The parts of one iteration, in the order in which they run (rule L01), and the two queues that
 * are drained after each callback. Immutable.
 */
public enum Phase {
    PENDING,
    IDLE,
    PREPARE,
    POLL,
    CHECK,
    CLOSING,
    TIMERS,
    TICKS,
    MICROTASKS
}
