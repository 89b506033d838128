package dev.loopbench.probes.node;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.clock.NanoClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * How long a loop has waited for events (rule M04): the time in polls that may block, the one in
 * progress included. Nobody counts unless this is the loop's observer.
 *
 * <p>Single writer (the loop thread), any reader. Nanoseconds of the loop's clock.
 */
public final class IdleTime implements LoopObserver {

    /** {@link #published} before the loop was run. */
    private static final long NOT_STARTED = Long.MIN_VALUE;

    private static final VarHandle PUBLISHED;

    static {
        try {
            PUBLISHED =
                    MethodHandles.lookup().findVarHandle(IdleTime.class, "published", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final NanoClock clock;

    // Of the loop thread.
    private long idleNanos;
    private long enteredNanos;
    private boolean waiting;

    /** Written once, before {@link #published} first changes. */
    private long startNanos;

    /**
     * All a reader needs, in one word, so that no reader sees half a change. Its lowest bit tells
     * whether the loop waits; the others hold the idle time, and while it waits that time less the
     * offset at which the wait began: the reader adds the offset of now.
     */
    @SuppressWarnings("UnusedVariable") // by PUBLISHED
    private long published = NOT_STARTED;

    /**
     * @param clock the loop's
     */
    public IdleTime(NanoClock clock) {
        this.clock = clock;
    }

    @Override
    public void runStarted(long nowNanos) {
        if (published == NOT_STARTED) {
            startNanos = nowNanos;
            publish();
        }
    }

    @Override
    public void pollEntered(long iteration, long timeoutMillis, long nowNanos) {
        if (timeoutMillis != 0) {
            enteredNanos = nowNanos;
            waiting = true;
            publish();
        }
    }

    @Override
    public void pollReturned(long iteration, int events, boolean woken, long nowNanos) {
        if (waiting) {
            idleNanos += nowNanos - enteredNanos;
            waiting = false;
            publish();
        }
    }

    /** Also where the poller threw. */
    @Override
    public void runEnded(long nowNanos) {
        pollReturned(0, 0, false, nowNanos);
    }

    /** Since the loop was first run; 0 before that. */
    public long idleNanos() {
        return life().map(LoopLife::idleNanos).orElse(0L);
    }

    /** Up to now; empty before the loop was run. */
    Optional<LoopLife> life() {
        while (true) {
            long seen = (long) PUBLISHED.getAcquire(this);
            if (seen == NOT_STARTED) {
                return Optional.empty();
            }
            long lifeNanos = clock.nanoTime() - startNanos;
            // A wait that ended before the clock was read would be counted on to that reading.
            if ((long) PUBLISHED.getAcquire(this) == seen) {
                long nanos = seen >> 1;
                boolean waits = (seen & 1) == 1;
                return Optional.of(new LoopLife(waits ? nanos + lifeNanos : nanos, lifeNanos));
            }
        }
    }

    private void publish() {
        long nanos = waiting ? idleNanos - (enteredNanos - startNanos) : idleNanos;
        PUBLISHED.setRelease(this, nanos << 1 | (waiting ? 1 : 0));
    }

    /**
     * A loop's life and the idle part of it, read at one instant. Immutable.
     *
     * @param lifeNanos since the loop was first run
     */
    record LoopLife(long idleNanos, long lifeNanos) {}
}
