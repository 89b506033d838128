package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.clock.NanoClock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one observed event costs on this machine: the clock reading the loop makes for it and the
 * observer's own work, by feeding an observer made-up iterations. Stateless.
 */
public final class ProbeCost {

    /** The whole calibration stays under this: it delays every run. */
    public static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** So many iterations lie between two looks at the clock: an interruption spoils few. */
    private static final int BATCH = 16;

    /** More than fit into the budget; ends the calibration on a clock that stands still. */
    private static final int MAX_BATCHES = 8192;

    private static final int EVENTS_PER_ITERATION = 5;

    private ProbeCost() {}

    /**
     * The median batch of the last quarter: the earlier ones still wait for the compiler. Best
     * asked after the warm-up, when the observer has been compiled.
     *
     * @param observer open, and used for nothing else
     * @return nanoseconds per event, or null if {@code clock} does not show that time passes
     */
    public static @Nullable Double nanosPerEvent(NanoClock clock, LoopObserver observer) {
        long[] batchesNanos = new long[MAX_BATCHES];
        long startNanos = clock.nanoTime();
        long lastNanos = startNanos;
        int batches = 0;
        observer.runStarted(startNanos);
        while (batches < MAX_BATCHES && lastNanos - startNanos < BUDGET_NANOS) {
            for (int i = 0; i < BATCH; i++) {
                iterate(clock, observer, (long) batches * BATCH + i + 1);
            }
            long nowNanos = clock.nanoTime();
            batchesNanos[batches++] = nowNanos - lastNanos;
            lastNanos = nowNanos;
        }
        observer.runEnded(lastNanos);
        int from = batches * 3 / 4;
        Arrays.sort(batchesNanos, from, batches);
        long medianNanos = batchesNanos[(from + batches) / 2];
        return medianNanos > 0 ? (double) medianNanos / BATCH / EVENTS_PER_ITERATION : null;
    }

    /** One reading of the clock for each event, as the loop does it. */
    private static void iterate(NanoClock clock, LoopObserver observer, long iteration) {
        long enteredNanos = clock.nanoTime();
        observer.overhead(enteredNanos, enteredNanos);
        observer.pollEntered(iteration, 0, enteredNanos);
        long polledNanos = clock.nanoTime();
        observer.pollReturned(iteration, 1, false, polledNanos);
        long calledNanos = clock.nanoTime();
        observer.callbackEnded(Phase.POLL, "calibration", polledNanos, calledNanos);
        long drainedNanos = clock.nanoTime();
        observer.drained(Phase.TICKS, 1, calledNanos, drainedNanos);
        observer.phaseEnded(Phase.POLL, 1, polledNanos, clock.nanoTime());
    }
}
