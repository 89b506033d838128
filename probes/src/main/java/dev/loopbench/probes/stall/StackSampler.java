package dev.loopbench.probes.stall;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.phase.LoopActivity;
import dev.loopbench.probes.phase.StallStacks;
import dev.loopbench.probes.result.Loop;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stack of each busy period that has lasted for long, while it lasts, another one if it
 * comes to be a stall, and notes whether the thread is waiting in them. A stack is kept only if the
 * loop was in the same busy period before and after it was taken: a late sample would blame the
 * kernel's poll.
 *
 * <p>Stalls have room of their own: a run of many holds does not leave the stalls that come after
 * them without a stack.
 *
 * <p>Confined to the watchdog's thread; read after that has ended.
 */
final class StackSampler implements StallStacks {

    /** Stacks kept: more than the stalls a report lists, since the longest are not known yet. */
    static final int MAX_SAMPLES = 10 * Loop.MAX_STALLS;

    private static final Set<Thread.State> WAITING =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.BLOCKED);

    private final LoopActivity activity;
    private final Supplier<StackTraceElement[]> stack;
    private final Supplier<Thread.State> threadState;
    private final NanoClock clock;
    private final long holdNanos;
    private final long stallNanos;
    private final Map<Long, StackTraceElement[]> samples = new HashMap<>();

    /** Busy periods in which the thread was found, and whether it was found waiting. */
    private final Map<Long, Boolean> waits = new HashMap<>();

    private long lastHold;
    private long lastStall;
    private long holds;
    private long stalls;
    private long fullFromState = Long.MAX_VALUE;
    private long costNanos;

    /**
     * @param holdNanos busy periods from this length on have a stack taken
     * @param stallNanos and from this length on another one, unless that is no longer
     */
    StackSampler(
            LoopActivity activity,
            Supplier<StackTraceElement[]> stack,
            Supplier<Thread.State> threadState,
            NanoClock clock,
            long holdNanos,
            long stallNanos) {
        this.activity = activity;
        this.stack = stack;
        this.threadState = threadState;
        this.clock = clock;
        this.holdNanos = Math.min(holdNanos, stallNanos);
        this.stallNanos = stallNanos;
        this.lastHold = activity.state() - 1;
        this.lastStall = lastHold;
    }

    /** Looks once. */
    void check() {
        long state = activity.state();
        if (!LoopActivity.isBusy(state)) {
            return;
        }
        long sinceNanos = activity.busySinceNanos();
        long nowNanos = clock.nanoTime();
        long lastedNanos = nowNanos - sinceNanos;
        // What lasts half as long may be over before the next look.
        if (lastedNanos < holdNanos / 2 || activity.state() != state) {
            return;
        }
        note(state);
        if (lastedNanos >= stallNanos && state != lastStall) {
            lastStall = state;
            lastHold = state;
            sampleStall(state);
        } else if (lastedNanos >= holdNanos && state != lastHold) {
            lastHold = state;
            holds += holds < MAX_SAMPLES && sample(state) ? 1 : 0;
        }
        costNanos += clock.nanoTime() - nowNanos;
    }

    /** Asking for the state stops nobody, so it is asked at every look. */
    private void note(long state) {
        Boolean waited = waits.get(state);
        if (waits.size() == 2 * MAX_SAMPLES && waited == null) {
            return;
        }
        Thread.State found = threadState.get();
        if (activity.state() == state) {
            waits.put(state, Boolean.TRUE.equals(waited) || WAITING.contains(found));
        }
    }

    private void sampleStall(long state) {
        if (stalls == MAX_SAMPLES) {
            fullFromState = Math.min(fullFromState, state);
        } else {
            stalls += sample(state) ? 1 : 0;
        }
    }

    /** Whether the stack is one of that busy period. */
    private boolean sample(long state) {
        StackTraceElement[] taken = stack.get();
        if (activity.state() != state) {
            return false;
        }
        samples.put(state, taken);
        return true;
    }

    @Override
    public Sample during(long state) {
        StackTraceElement @Nullable [] taken = samples.get(state);
        Seen seen = seen(state, taken);
        if (taken != null && taken.length > 0) {
            return Sample.of(StackFrames.format(taken), seen);
        }
        if (taken != null) {
            return Sample.missing("the loop thread had no Java frames when it was sampled", seen);
        }
        return Sample.missing(
                state >= fullFromState
                        ? "only the first " + MAX_SAMPLES + " stalls were sampled"
                        : "no valid sample: the stall was over before a stack could be taken",
                seen);
    }

    private Seen seen(long state, StackTraceElement @Nullable [] taken) {
        Boolean waited = waits.get(state);
        if (waited == null) {
            return Seen.NOT_SEEN;
        }
        if (waited) {
            return Seen.WAITING;
        }
        boolean inNative = taken != null && taken.length > 0 && taken[0].isNativeMethod();
        return inNative ? Seen.IN_NATIVE_CODE : Seen.RUNNABLE;
    }

    long samples() {
        return samples.size();
    }

    long costNanos() {
        return costNanos;
    }
}
