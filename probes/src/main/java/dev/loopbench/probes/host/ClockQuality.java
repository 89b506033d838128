package dev.loopbench.probes.host;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.result.Environment;

/** How fine a clock is and what reading it costs, by trying. Stateless. */
final class ClockQuality {

    /** Enough for the compiler to get at the loop; some milliseconds on a slow clock. */
    private static final int READS = 100_000;

    private ClockQuality() {}

    /** A clock that does not move at all answers 0 to both. */
    static Environment.Clock measure(NanoClock clock) {
        long smallestStep = Long.MAX_VALUE;
        long startNanos = clock.nanoTime();
        long lastNanos = startNanos;
        for (int i = 0; i < READS; i++) {
            long nowNanos = clock.nanoTime();
            if (nowNanos != lastNanos) {
                smallestStep = Math.min(smallestStep, nowNanos - lastNanos);
            }
            lastNanos = nowNanos;
        }
        return new Environment.Clock(
                smallestStep == Long.MAX_VALUE ? 0.0 : (double) smallestStep,
                (double) (lastNanos - startNanos) / READS);
    }
}
