package dev.loopbench.probes.stall;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.phase.LoopActivity;
import dev.loopbench.probes.phase.StallStacks;
import dev.loopbench.probes.result.Loop;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one stack of each busy period that is over the threshold, while it lasts. A stack is kept
 * only if the loop was in the same busy period before and after it was taken: a late sample would
 * blame the kernel's poll.
 *
 * <p>Confined to the watchdog's thread; read after that has ended.
 */
final class StackSampler implements StallStacks {

    /** Stacks kept: more than the stalls a report lists, since the longest are not known yet. */
    static final int MAX_SAMPLES = 10 * Loop.MAX_STALLS;

    private final LoopActivity activity;
    private final Supplier<StackTraceElement[]> stack;
    private final NanoClock clock;
    private final long thresholdNanos;
    private final Map<Long, StackTraceElement[]> samples = new HashMap<>();
    private long lastState;
    private long late;
    private long fullFromState = Long.MAX_VALUE;
    private long costNanos;

    StackSampler(
            LoopActivity activity,
            Supplier<StackTraceElement[]> stack,
            NanoClock clock,
            long thresholdNanos) {
        this.activity = activity;
        this.stack = stack;
        this.clock = clock;
        this.thresholdNanos = thresholdNanos;
        this.lastState = activity.state() - 1;
    }

    /** Looks once. */
    void check() {
        long state = activity.state();
        if (!LoopActivity.isBusy(state) || state == lastState) {
            return;
        }
        long sinceNanos = activity.busySinceNanos();
        long nowNanos = clock.nanoTime();
        if (nowNanos - sinceNanos < thresholdNanos || activity.state() != state) {
            return;
        }
        lastState = state;
        sample(state);
        costNanos += clock.nanoTime() - nowNanos;
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
        if (taken != null && taken.length > 0) {
            return Sample.of(StackFrames.format(taken));
        }
        if (taken != null) {
            return Sample.missing("the loop thread had no Java frames when it was sampled");
        }
        return Sample.missing(
                state >= fullFromState
                        ? "only the first " + MAX_SAMPLES + " stalls were sampled"
                        : "no valid sample: the stall was over before a stack could be taken");
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
