package dev.loopbench.loopcore;

import dev.loopbench.loopcore.pool.PoolRequest;

/**
 * Sees what an {@link EventLoop} does, as it does it.
 *
 * <p>Every method is called on the loop thread. Implementations do not allocate, block or throw.
 * All instants are nanoseconds of the loop's clock. With {@link #NONE} the loop reads no clock for
 * its observer.
 *
 * <p>A busy period runs from {@link #pollReturned} to the next {@link #pollEntered}. Phases do not
 * overlap; the drains of ticks and microtasks lie inside the phase whose callback caused them, so
 * that an observer subtracts them to get the phase's own time.
 */
public interface LoopObserver {

    /** Watches nothing. */
    LoopObserver NONE = new LoopObserver() {};

    /** {@link EventLoop#run} was entered. */
    default void runStarted(long nowNanos) {}

    /** {@link EventLoop#run} is about to return, or to throw. */
    default void runEnded(long nowNanos) {}

    /**
     * A busy period ends: the loop is about to ask the kernel for events. Where it may not wait for
     * them it is not idle, either (rule M04).
     *
     * @param iteration number of this iteration, counted from 1 over the loop's life (rule M01)
     * @param timeoutMillis how long the poll may block, -1 for ever
     */
    default void pollEntered(long iteration, long timeoutMillis, long nowNanos) {}

    /**
     * A busy period begins: the kernel has answered with {@code events} ready channels.
     *
     * @param woken whether a wake-up ended the poll, which another thread sends and sometimes the
     *     loop itself
     */
    default void pollReturned(long iteration, int events, boolean woken, long nowNanos) {}

    /**
     * One callback and nothing else: the drain after it is not in this span.
     *
     * @param label what the callback belongs to, as a report would name it; a constant of its owner
     */
    default void callbackEnded(Phase phase, String label, long startNanos, long endNanos) {}

    /**
     * {@code queue} ({@link Phase#TICKS} or {@link Phase#MICROTASKS}) ran {@code count} callbacks.
     */
    default void drained(Phase queue, int count, long startNanos, long endNanos) {}

    /**
     * A phase that had something to run is over. The poll phase is reported once a round, without
     * the time in the kernel. Phases with nothing to run are not reported.
     */
    default void phaseEnded(Phase phase, int callbacks, long startNanos, long endNanos) {}

    /**
     * The loop's own work between the end of the last phase and the poll, or the end of the run:
     * what is due, what is alive, how long to wait.
     */
    default void overhead(long startNanos, long endNanos) {}

    /** A timer that was due at {@code dueNanos} is about to run. */
    default void timerFired(long dueNanos, long nowNanos) {}

    /** The callback of a pool request is about to run: the end of its return leg. */
    default void requestCompleted(PoolRequest<?> request, long nowNanos) {}
}
