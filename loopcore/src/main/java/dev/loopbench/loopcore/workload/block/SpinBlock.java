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

    /** Its name is what stacks show. */
    private static void spin(NanoClock clock, long forNanos) {
        clock.spin(forNanos);
    }
}
