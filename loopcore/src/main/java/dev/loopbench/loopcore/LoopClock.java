package dev.loopbench.loopcore;

import dev.loopbench.loopcore.clock.NanoClock;
import java.util.concurrent.TimeUnit;

/**
 * The loop's cached clock (rule L17): whole milliseconds since the loop was made, truncated so that
 * no timer is early (rule T11).
 *
 * <p>Confined to the loop thread.
 */
final class LoopClock {

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final NanoClock clock;
    private final long originNanos;
    private long nowMillis;

    LoopClock(NanoClock clock) {
        this.clock = clock;
        this.originNanos = clock.nanoTime();
    }

    long nowMillis() {
        return nowMillis;
    }

    void update() {
        update(clock.nanoTime());
    }

    /** With an instant that was read just now. */
    void update(long nowNanos) {
        nowMillis = millisAt(nowNanos);
    }

    /** What the cached clock would say at an instant. */
    long millisAt(long instantNanos) {
        return (instantNanos - originNanos) / NANOS_PER_MILLI;
    }

    /** {@code delayMillis} from now; saturates, as a deadline must not wrap into the past (T09). */
    long deadlineMillis(long delayMillis) {
        return deadlineMillis(nowMillis, delayMillis);
    }

    static long deadlineMillis(long fromMillis, long delayMillis) {
        return delayMillis > Long.MAX_VALUE - fromMillis
                ? Long.MAX_VALUE
                : fromMillis + delayMillis;
    }

    /** The clock's instant that a time of the cached clock stands for. */
    long instantNanos(long millis) {
        return originNanos + millis * NANOS_PER_MILLI;
    }
}
