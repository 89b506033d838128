package dev.loopbench.loopcore;

import dev.loopbench.loopcore.poll.Poller;

/**
 * Decides how long the loop may block in one poll (rules L15, L16).
 *
 * <p>Immutable: the answer depends on the arguments alone. Times in milliseconds of the loop's
 * cached clock.
 */
final class PollTimeout {

    /** What fits the {@code int} of the system calls; a longer wait is cut and begun again. */
    static final long MAX_MILLIS = Integer.MAX_VALUE;

    private PollTimeout() {}

    /** Zero while work is waiting, else until the first timer, else for ever. */
    static long millis(
            boolean workWaiting, boolean timerArmed, long deadlineMillis, long nowMillis) {
        if (workWaiting) {
            return 0L;
        }
        if (!timerArmed) {
            return Poller.FOREVER_MILLIS;
        }
        return deadlineMillis <= nowMillis ? 0L : Math.min(deadlineMillis - nowMillis, MAX_MILLIS);
    }
}
