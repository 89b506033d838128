package dev.loopbench.loopcore;

import org.jspecify.annotations.Nullable;

/**
 * libuv's timer: calls back once, or again and again, counted in whole milliseconds of the loop's
 * cached clock, which starting it does not refresh (rule L17).
 *
 * <p>Confined to the loop thread.
 */
public final class TimerHandle extends Handle {

    private final LoopTimer timer = new LoopTimer(hold, this::expired);
    private @Nullable Runnable callback;
    private long repeatMillis;

    TimerHandle(EventLoop loop) {
        super(loop, "timer");
    }

    /**
     * Calls back after {@code timeoutMillis} and from then on every {@code repeatMillis}, unless
     * that is 0. An active timer forgets what it was started with (rule T02).
     *
     * @throws IllegalArgumentException without a callback, with a negative time, or if the handle
     *     is closing
     */
    public void start(Runnable newCallback, long timeoutMillis, long newRepeatMillis) {
        assert loop.isConfined();
        requireOpen();
        if (newCallback == null) {
            throw new IllegalArgumentException("a timer needs a callback");
        }
        requireNotNegative(timeoutMillis);
        requireNotNegative(newRepeatMillis);
        callback = newCallback;
        repeatMillis = newRepeatMillis;
        arm(timeoutMillis);
    }

    /** Does nothing if it is not started. */
    public void stop() {
        assert loop.isConfined();
        loop.timers.disarm(timer);
    }

    /**
     * Starts over with the repeat value as time-out; does nothing if that is 0.
     *
     * @throws IllegalArgumentException if the timer was never started
     */
    public void again() {
        assert loop.isConfined();
        if (callback == null) {
            throw new IllegalArgumentException("the timer was never started");
        }
        requireOpen();
        if (repeatMillis > 0) {
            arm(repeatMillis);
        }
    }

    /**
     * Takes effect when the timer is armed the next time. Inside the callback it has been armed
     * already (rule T07).
     */
    public void repeatMillis(long newRepeatMillis) {
        assert loop.isConfined();
        requireNotNegative(newRepeatMillis);
        repeatMillis = newRepeatMillis;
    }

    public long repeatMillis() {
        return repeatMillis;
    }

    /** From the loop's cached now to the deadline it was last armed with; 0 if that is past. */
    public long dueInMillis() {
        assert loop.isConfined();
        return Math.max(0L, timer.entry.deadline() - loop.nowMillis());
    }

    @Override
    void stopForClose() {
        loop.timers.disarm(timer);
    }

    private void arm(long timeoutMillis) {
        loop.timers.arm(timer, loop.time.deadlineMillis(timeoutMillis));
    }

    /** Armed anew before the callback, from the loop's present time (rule T05). */
    private void expired() {
        if (callback == null) {
            return;
        }
        if (repeatMillis > 0) {
            arm(repeatMillis);
        }
        loop.runner.run(label(), callback);
    }

    private static void requireNotNegative(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("a timer's time cannot be negative: " + millis);
        }
    }
}
