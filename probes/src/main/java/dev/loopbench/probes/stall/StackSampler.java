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
 * Takes one stack of each busy period that is over the threshold, while it lasts, and notes whether
 * the thread is waiting in those that come near it. A stack is kept only if the loop was in the
 * same busy period before and after it was taken: a late sample would blame the kernel's poll.
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
    private final long thresholdNanos;
    private final Map<Long, StackTraceElement[]> samples = new HashMap<>();

    /** Busy periods in which the thread was found, and whether it was found waiting. */
    private final Map<Long, Boolean> waits = new HashMap<>();

    private long lastState;
    private long late;
    private long fullFromState = Long.MAX_VALUE;
    private long costNanos;

    StackSampler(
            LoopActivity activity,
            Supplier<StackTraceElement[]> stack,
            Supplier<Thread.State> threadState,
            NanoClock clock,
            long thresholdNanos) {
        this.activity = activity;
        this.stack = stack;
        this.threadState = threadState;
        this.clock = clock;
        this.thresholdNanos = thresholdNanos;
        this.lastState = activity.state() - 1;
    }

    /** Looks once. */
    void check() {
        long state = activity.state();
        if (!LoopActivity.isBusy(state)) {
            return;
        }
        long sinceNanos = activity.busySinceNanos();
        long nowNanos = clock.nanoTime();
        // What lasts half as long may become a stall that is over before the next look.
        if (nowNanos - sinceNanos < thresholdNanos / 2 || activity.state() != state) {
            return;
        }
        note(state);
        if (nowNanos - sinceNanos >= thresholdNanos && state != lastState) {
            lastState = state;
            sample(state);
        }
        costNanos += clock.nanoTime() - nowNanos;
    }

    /** Asking for the state stops nobody, so it is asked at every look. */
    private void note(long state) {
        Boolean waited = waits.get(state);
        if (waits.size() == MAX_SAMPLES && waited == null) {
            return;
        }
        Thread.State found = threadState.get();
        if (activity.state() == state) {
            waits.put(state, Boolean.TRUE.equals(waited) || WAITING.contains(found));
        }
    }

    private void sample(long state) {
        if (samples.size() == MAX_SAMPLES) {
            fullFromState = Math.min(fullFromState, state);
            return;
        }
        StackTraceElement[] taken = stack.get();
        if (activity.state() != state) {
            late++;
            return;
        }
        samples.put(state, taken);
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

    long late() {
        return late;
    }

    long costNanos() {
        return costNanos;
    }
}
