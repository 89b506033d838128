package dev.loopbench.loopcore.clock;

/**
 * Calls back at one instant, finer than the loop's millisecond timers: for load that arrives from
 * outside the loop. Set by one thread; the action runs on another one or, in simulation, on the
 * thread that lets time pass.
 */
public interface Alarm extends AutoCloseable {

    /**
     * Runs {@code action} at {@code instantNanos} or as soon after as can be; replaces an earlier
     * setting.
     */
    void set(long instantNanos, Runnable action);

    /** No further action runs. */
    @Override
    void close();
}
