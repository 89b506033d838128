package dev.loopbench.loopcore;

import dev.loopbench.loopcore.timer.TimerQueue;

/**
 * One deadline of a loop: what {@link TimerHandle} and {@link Timeout} have in common. Armed, it is
 * active; once collected as due it no longer is, but still runs unless it is disarmed or armed anew
 * before (rule T04).
 *
 * <p>Confined to the loop thread.
 */
final class LoopTimer {

    final TimerQueue.Entry<LoopTimer> entry = new TimerQueue.Entry<>(this);
    final Liveness.Hold hold;
    final Runnable expired;

    /** Collected by the phase in progress and not run yet. */
    boolean due;

    /**
     * @param expired runs the user's callback, as a callback of the loop
     */
    LoopTimer(Liveness.Hold hold, Runnable expired) {
        this.hold = hold;
        this.expired = expired;
    }
}
