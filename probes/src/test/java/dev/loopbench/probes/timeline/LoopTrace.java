package dev.loopbench.probes.timeline;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Feeds observers the events of a loop that runs at random, as a real one reports them. */
final class LoopTrace {

    private static final List<Phase> PHASES =
            List.of(Phase.TIMERS, Phase.PENDING, Phase.IDLE, Phase.POLL, Phase.CHECK);

    private final Random random;
    private final List<LoopObserver> observers;

    /** Most spans are about this long, some a thousand times as long. */
    private final long scaleNanos;

    private long nowNanos;

    LoopTrace(Random random, long startNanos, long scaleNanos, LoopObserver... observers) {
        this.random = random;
        this.nowNanos = startNanos;
        this.scaleNanos = scaleNanos;
        this.observers = List.of(observers);
    }

    long nowNanos() {
        return nowNanos;
    }

    /** One run of the loop. */
    void run(int iterations) {
        long startNanos = nowNanos;
        each(o -> o.runStarted(startNanos));
        for (int i = 1; i <= iterations; i++) {
            for (int phases = random.nextInt(4); phases > 0; phases--) {
                phase(PHASES.get(random.nextInt(PHASES.size())));
            }
            overhead();
            poll(i);
        }
        overhead();
        long endNanos = nowNanos;
        each(o -> o.runEnded(endNanos));
    }

    private void poll(int iteration) {
        long enteredNanos = nowNanos;
        each(o -> o.pollEntered(iteration, iteration % 3 - 1, enteredNanos));
        long returnedNanos = pass();
        each(o -> o.pollReturned(iteration, 0, false, returnedNanos));
    }

    private void overhead() {
        long startNanos = nowNanos;
        long endNanos = pass();
        each(o -> o.overhead(startNanos, endNanos));
    }

    private void phase(Phase phase) {
        long phaseNanos = nowNanos;
        int callbacks = 1 + random.nextInt(3);
        for (int i = 0; i < callbacks; i++) {
            String label = phase + "-" + random.nextInt(3);
            long startNanos = nowNanos;
            long endNanos = pass();
            each(o -> o.callbackEnded(phase, label, startNanos, endNanos));
            if (random.nextInt(3) == 0) {
                Phase queue = random.nextBoolean() ? Phase.TICKS : Phase.MICROTASKS;
                long drainedNanos = pass();
                each(o -> o.drained(queue, 1, endNanos, drainedNanos));
            }
        }
        long endNanos = nowNanos;
        each(o -> o.phaseEnded(phase, callbacks, phaseNanos, endNanos));
    }

    private long pass() {
        long longer = random.nextInt(40) == 0 ? 1_000 : 1;
        nowNanos += (long) (random.nextDouble() * scaleNanos * longer);
        return nowNanos;
    }

    private void each(Consumer<LoopObserver> call) {
        observers.forEach(call);
    }
}
