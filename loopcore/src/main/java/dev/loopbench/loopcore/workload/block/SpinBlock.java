package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;

/** CPU work that does nothing. Immutable. */
record SpinBlock() implements BlockType {

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public String summary() {
        return "a busy loop: CPU work";
    }

    @Override
    public Hold create(NanoClock clock, long forNanos) {
        return () -> spin(clock, forNanos);
    }

    private static void spin(NanoClock clock, long forNanos) {
        long startNanos = clock.nanoTime();
        long leftNanos = forNanos;
        while (leftNanos > 0) {
            Thread.onSpinWait();
            // Only simulated time needs to be told; it then arrives at once.
            clock.charge(leftNanos);
            leftNanos = forNanos - (clock.nanoTime() - startNanos);
        }
    }
}
