package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;

/**
 * Work of a given size, where the size has a bound that keeps it shorter than wanted. Stateless.
 */
final class Repetition {

    private Repetition() {}

    /**
     * Runs {@code work} once, and then as often as brings it nearest to the wanted time; a size
     * that was asked for is all there is to do.
     */
    static void until(NanoClock clock, Extent extent, Runnable work) {
        if (extent instanceof Extent.Lasting lasting) {
            until(clock, lasting.nanos(), work);
        } else {
            work.run();
        }
    }

    private static void until(NanoClock clock, long forNanos, Runnable work) {
        long startNanos = clock.nanoTime();
        long elapsedNanos = 0;
        long tookNanos;
        do {
            work.run();
            long beforeNanos = elapsedNanos;
            elapsedNanos = clock.nanoTime() - startNanos;
            tookNanos = elapsedNanos - beforeNanos;
        } while (forNanos - elapsedNanos > tookNanos / 2);
    }
}
