package dev.loopbench.probes.phase;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the loop is doing right now, for other threads: whether it is busy, since when, and in which
 * busy period.
 *
 * <p>Single writer (the loop thread), any reader. The state's number is odd while the loop is busy
 * and grows with every change, so that a reader who finds the same number before and after knows
 * that what it saw between belongs to that busy period. Instants are nanoseconds of the loop's
 * clock.
 */
public final class LoopActivity {

    private static final VarHandle STATE;
    private static final VarHandle SINCE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(LoopActivity.class, "state", long.class);
            SINCE = lookup.findVarHandle(LoopActivity.class, "sinceNanos", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private long state;

    @SuppressWarnings("UnusedVariable") // by SINCE
    private long sinceNanos;

    /** A busy period begins. */
    public void busy(long nowNanos) {
        if (!isBusy(state)) {
            // Release, so that whoever sees this instant sees the end of the period before too.
            SINCE.setRelease(this, nowNanos);
            STATE.setRelease(this, state + 1);
        }
    }

    /** The busy period ends. */
    public void idle() {
        if (isBusy(state)) {
            STATE.setRelease(this, state + 1);
        }
    }

    /** The state's number, which changes with every change of the state. */
    public long state() {
        return (long) STATE.getAcquire(this);
    }

    /** Whether a state of this number is a busy one. */
    public static boolean isBusy(long state) {
        return (state & 1) == 1;
    }

    /** When the present busy period began: only between two equal readings of {@link #state}. */
    public long busySinceNanos() {
        return (long) SINCE.getAcquire(this);
    }
}
